// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Puts a load on a server by way of a client library, and prints one JSON object of figures. Whatever fails is one
 * line on stderr, and status 1.
 */
public final class ClientMain {
    private ClientMain() {}

    /**
     * Measures.
     *
     * @param arguments the target, as {@link Library#of} knows it; how many connections; {@code virtual} or {@code
     *     platform}; seconds of warm-up and of measurement; the number of the server's CPU or -1
     */
    public static void main(String[] arguments) {
        try {
            System.out.println(measured(
                    started(arguments[0], Integer.parseInt(arguments[1]), threads(arguments[2])),
                    Double.parseDouble(arguments[3]),
                    Double.parseDouble(arguments[4]),
                    Integer.parseInt(arguments[5])));
            System.exit(0);
        } catch (Exception failure) {
            System.err.println(
                    String.valueOf(failure.getMessage()).lines().findFirst().orElse(""));
            System.exit(1);
        }
    }

    private static Load started(String target, int connections, ThreadFactory threads) {
        Load load = new Load(Library.of(target, connections), connections);
        for (int number = 0; number < connections; number++) {
            int mine = number;
            threads.newThread(() -> load.run(mine)).start();
        }
        return load;
    }

    /** This program is for Java 17 too, which has no virtual ones. */
    private static ThreadFactory threads(String kind) throws ReflectiveOperationException {
        if (kind.equals("platform")) {
            return Thread::new;
        }
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        Class<?> type = Class.forName("java.lang.Thread$Builder");
        return (ThreadFactory) type.getMethod("factory").invoke(builder);
    }

    private static String measured(Load load, double warmUp, double seconds, int serverCpu)
            throws IOException, InterruptedException {
        load.awaitConnected();
        Window window = Window.after(warmUp, seconds);
        load.begin(window);
        sleepUntil(window.begin());
        CpuTimes before = CpuTimes.now(serverCpu);
        double switches = seconds * switchesPerSecond(window);
        sleepUntil(window.end());
        CpuTimes after = CpuTimes.now(serverCpu);
        return json(seconds, load.awaitEnd(), before, after, switches, residentBytes());
    }

    /** Not up to the end: a thread that has ended is not there any more, nor are its switches. */
    private static double switchesPerSecond(Window window) throws IOException, InterruptedException {
        long own = ProcessHandle.current().pid();
        ContextSwitches before = ContextSwitches.of(own);
        long begun = System.nanoTime();
        sleepUntil(window.end() - (window.end() - window.begin()) / 10);
        return ContextSwitches.of(own).since(before) * 1e9 / (System.nanoTime() - begun);
    }

    private static long residentBytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        return !Files.isReadable(status)
                ? 0
                : Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                        .sum();
    }

    private static void sleepUntil(long moment) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(moment - System.nanoTime());
    }

    private static String json(
            double seconds, Histogram latencies, CpuTimes before, CpuTimes after, double switches, long resident) {
        return String.format(
                Locale.ROOT,
                "{\"seconds\":%.3f,\"requests\":%d,\"p50\":%d,\"p99\":%d,\"p999\":%d,\"max\":%d,"
                        + "\"cpuNanos\":%d,\"switches\":%.0f,\"residentBytes\":%d,\"serverBusy\":%.3f}",
                seconds,
                latencies.getTotalCount(),
                latencies.getValueAtPercentile(50),
                latencies.getValueAtPercentile(99),
                latencies.getValueAtPercentile(99.9),
                latencies.getMaxValue(),
                after.own() - before.own(),
                switches,
                resident,
                after.busySince(before));
    }
}
