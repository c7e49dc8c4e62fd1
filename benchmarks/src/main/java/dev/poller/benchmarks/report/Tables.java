// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

import dev.poller.benchmarks.run.IdleMemory;
import dev.poller.benchmarks.run.Results;
import dev.poller.benchmarks.run.SystemCallCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tables beside the loads: targets, system calls, memory. Empty if there is nothing in them. */
final class Tables {
    /** A call that is rarer than this is part of the noise of a runtime. */
    private static final double WORTH_A_COLUMN = 0.02;

    private Tables() {}

    static String targets(Results results) {
        StringBuilder text = new StringBuilder("## Targets\n\n");
        text.append(Text.head(List.of("shape", "ours", "target", "measured", "")));
        for (Verdict verdict : Targets.judge(results)) {
            text.append(Text.row(List.of(
                    verdict.target().shape(),
                    verdict.contender(),
                    verdict.target().text(),
                    Text.ratio(verdict.value()),
                    verdict.outcome().label())));
        }
        return text.append('\n').toString();
    }

    static String systemCalls(Results results) {
        List<SystemCallCount> counts = results.systemCalls();
        if (counts.isEmpty()) {
            return "";
        }
        List<String> kinds = counts.stream()
                .flatMap(count ->
                        count.calls().keySet().stream().filter(kind -> count.perRequest(kind) >= WORTH_A_COLUMN))
                .distinct()
                .sorted()
                .toList();
        StringBuilder text = new StringBuilder("## System calls per request\n\nCounted by strace over "
                + counts.get(0).requests() + " requests, 64 B echo; strace slows the server down, so waits are rarer or"
                + " more frequent than without it, reads and writes are not.\n\n");
        List<String> head = new ArrayList<>(List.of("shape", "contender", "all"));
        head.addAll(kinds);
        text.append(Text.head(head));
        counts.forEach(count -> text.append(systemCallRow(count, kinds)));
        return text.append('\n').toString();
    }

    private static String systemCallRow(SystemCallCount count, List<String> kinds) {
        List<String> cells = new ArrayList<>(List.of(count.shape(), count.contender(), Text.ratio(count.perRequest())));
        kinds.forEach(kind -> cells.add(count.perRequest(kind) == 0 ? "" : Text.ratio(count.perRequest(kind))));
        return Text.row(cells);
    }

    static String idleMemory(Results results) {
        List<IdleMemory> memories = results.idleMemories();
        if (memories.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("## Memory per idle connection\n\nGrowth of the process and, after a"
                + " collection, of the Java heap, divided by the connections. Every hand-written server has a buffer of"
                + " 16 KiB for each connection, but those with one loop have only one.\n\n");
        text.append(Text.head(List.of("contender", "connections", "KiB resident", "KiB on the heap", "MiB before")));
        for (IdleMemory memory : memories) {
            text.append(Text.row(List.of(
                    memory.contender(),
                    String.valueOf(memory.connections()),
                    kib(memory.residentPerConnection()),
                    memory.heapBefore() == 0 ? "" : kib(memory.heapPerConnection()),
                    String.valueOf(memory.residentBefore() >> 20))));
        }
        return text.append('\n').toString();
    }

    private static String kib(double bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1024);
    }
}
