// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.client;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * How often the threads of a process have left a processor, proc_pid_status(5). Immutable.
 *
 * @param ofThreads by the thread's number
 */
record ContextSwitches(Map<String, Long> ofThreads) {
    /** Those up to now; none where there is no /proc. */
    static ContextSwitches of(long pid) throws IOException {
        Map<String, Long> each = new HashMap<>();
        Path threads = Path.of("/proc", String.valueOf(pid), "task");
        if (Files.isDirectory(threads)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(threads)) {
                for (Path thread : all) {
                    each.put(String.valueOf(thread.getFileName()), ofThread(thread));
                }
            }
        }
        return new ContextSwitches(each);
    }

    private static long ofThread(Path thread) throws IOException {
        try {
            return Files.readAllLines(thread.resolve("status")).stream()
                    .filter(line -> line.contains("voluntary_ctxt_switches:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }

    /** Those since then of the threads that there are now. */
    long since(ContextSwitches then) {
        return ofThreads.entrySet().stream()
                .mapToLong(thread -> thread.getValue() - then.ofThreads.getOrDefault(thread.getKey(), 0L))
                .filter(difference -> difference > 0)
                .sum();
    }
}
