// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a process has used, read from /proc; 0 where there is none. Any thread may ask. */
final class ServerUse {
    private static final long TICK_NANOS = 10_000_000; // sysconf(_SC_CLK_TCK) is 100 on every Linux of today
    private static final int USER_TIME = 11; // counted from behind the name, proc_pid_stat(5)

    private ServerUse() {}

    /** User and system time of all threads. */
    static long cpuNanos(long pid) throws IOException {
        List<String> lines = lines(pid, "stat");
        if (lines.isEmpty()) {
            return 0;
        }
        String line = lines.get(0);
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1])) * TICK_NANOS;
    }

    /** Resident memory. */
    static long residentBytes(long pid) throws IOException {
        return lines(pid, "status").stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    private static List<String> lines(long pid, String file) throws IOException {
        Path path = Path.of("/proc", String.valueOf(pid), file);
        return pid > 0 && Files.isReadable(path) ? Files.readAllLines(path) : List.of();
    }
}
