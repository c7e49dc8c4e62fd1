// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What has been used up to a moment. Immutable.
 *
 * @param own user and system time of this process, in nanoseconds
 * @param idle what the server's CPU has had nothing to do, in ticks; proc_stat(5)
 * @param total all of that CPU's ticks; 0 if it is not known
 */
record CpuTimes(long own, long idle, long total) {
    private static final Path STAT = Path.of("/proc/stat");
    private static final int IDLE = 3;
    private static final int WAITING = 4;
    private static final int STOLEN = 7; // What comes after it is counted before it as well.

    /**
     * Those of now.
     *
     * @param serverCpu a number; negative if the server has no CPU to itself
     */
    static CpuTimes now(int serverCpu) throws IOException {
        long own = ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElse(0L);
        if (serverCpu < 0 || !Files.isReadable(STAT)) {
            return new CpuTimes(own, 0, 0);
        }
        return of(own, Files.readAllLines(STAT), serverCpu);
    }

    private static CpuTimes of(long own, List<String> lines, int cpu) {
        long[] ticks = lines.stream()
                .filter(line -> line.startsWith("cpu" + cpu + " "))
                .flatMap(line -> Arrays.stream(line.split(" +", -1)).skip(1).limit(STOLEN + 1))
                .mapToLong(Long::parseLong)
                .toArray();
        return ticks.length <= STOLEN
                ? new CpuTimes(own, 0, 0)
                : new CpuTimes(
                        own, ticks[IDLE] + ticks[WAITING], Arrays.stream(ticks).sum());
    }

    /** The part of the time since then in which the server's CPU had something to do; -1 if it is not known. */
    double busySince(CpuTimes then) {
        return total == then.total ? -1 : 1 - (double) (idle - then.idle) / (total - then.total);
    }
}
