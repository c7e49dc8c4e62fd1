// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the threads of a process have used so far, more precisely than its ticks of 10 ms say. Immutable.
 *
 * @param at System.nanoTime
 * @param cpuNanos of all threads that there are
 * @param sleeps how often they gave up the CPU of their own will: as often they were woken
 */
record ThreadUse(long at, long cpuNanos, long sleeps) {
    /** Reads /proc/PID/task, proc(5). */
    static ThreadUse of(long pid) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
            ThreadUse all = new ThreadUse(System.nanoTime(), 0, 0);
            for (Path thread : threads.toList()) {
                all = all.and(thread);
            }
            return all;
        }
    }

    /** Of schedstat the first figure is the time on the CPU in nanoseconds. */
    private ThreadUse and(Path thread) throws IOException {
        try {
            long cpu =
                    Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ", 2)[0]);
            return new ThreadUse(
                    at, cpuNanos + cpu, this.sleeps + sleeps(Files.readAllLines(thread.resolve("status"))));
        } catch (NoSuchFileException ended) {
            return this;
        }
    }

    static long sleeps(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith("voluntary_ctxt_switches:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    /** The figures of the time between. */
    Map<String, Double> perSecondSince(ThreadUse before) {
        double seconds = (at - before.at) / 1e9;
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("CPU us/s", (cpuNanos - before.cpuNanos) / 1e3 / seconds);
        figures.put("wakes of threads/s", (sleeps - before.sleeps) / seconds);
        return figures;
    }
}
