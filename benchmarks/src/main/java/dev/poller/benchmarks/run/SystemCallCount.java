// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often a server has called the kernel. Immutable.
 *
 * @param shape its name
 * @param contender its name
 * @param requests answered meanwhile
 * @param calls by name, the most frequent first
 */
public record SystemCallCount(String shape, String contender, long requests, Map<String, Long> calls) {
    /** {@code % time  seconds  usecs/call  calls  [errors]  syscall}, strace(1). */
    private static final Pattern ROW =
            Pattern.compile("\\s*[\\d.]+\\s+[\\d.]+\\s+\\d+\\s+(\\d+)(?:\\s+\\d+)?\\s+(\\w+)");

    /** Reads the table that {@code strace -c} writes. */
    static SystemCallCount parse(String shape, String contender, long requests, List<String> table) {
        Map<String, Long> calls = new LinkedHashMap<>();
        table.stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .filter(row -> !row.group(2).equals("total"))
                .sorted((a, b) -> Long.compare(Long.parseLong(b.group(1)), Long.parseLong(a.group(1))))
                .forEach(row -> calls.put(row.group(2), Long.parseLong(row.group(1))));
        return new SystemCallCount(shape, contender, requests, calls);
    }

    /** Of all kinds, for one answer. */
    public double perRequest() {
        return calls.values().stream().mapToLong(Long::longValue).sum() / (double) requests;
    }

    /** Of one kind, for one answer. */
    public double perRequest(String call) {
        return calls.getOrDefault(call, 0L) / (double) requests;
    }
}
