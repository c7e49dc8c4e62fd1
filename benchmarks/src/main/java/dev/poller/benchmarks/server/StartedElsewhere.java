// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.server;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Beside a server, a thread of the platform starts virtual ones that do nothing: how long each waits for a carrier. A
 * byte on the input forgets those so far, its end prints the figures as one JSON object and ends the process.
 */
final class StartedElsewhere {
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Queue<Started> all = new ConcurrentLinkedQueue<>();

    private StartedElsewhere() {}

    /** Begins; returns at once. */
    static void begin(InputStream input) {
        StartedElsewhere started = new StartedElsewhere();
        daemon("elsewhere", started::start);
        daemon("elsewhere-input", () -> started.obey(input));
    }

    private static void daemon(String name, Runnable task) {
        Thread.ofPlatform().daemon().name(name).start(task);
    }

    private void start() {
        while (true) {
            LockSupport.parkNanos(this, EVERY_NANOS);
            Started next = new Started();
            all.add(next);
            Thread.startVirtualThread(next);
        }
    }

    private void obey(InputStream input) {
        try {
            while (input.read() >= 0) {
                all.clear();
            }
            System.out.println(figures());
            System.exit(0);
        } catch (IOException failure) {
            System.err.println("elsewhere: " + failure.getMessage());
            System.exit(1);
        }
    }

    /** One that has not run yet has waited until now. */
    private String figures() {
        long now = System.nanoTime();
        Histogram nanos = new Histogram(3);
        for (Started one : all) {
            long ran = one.ran;
            nanos.recordValue(Math.max(0, (ran == Started.NOT_YET ? now : ran) - one.begun));
        }
        return String.format(
                Locale.ROOT,
                "{\"median ms\":%.1f,\"p99 ms\":%.1f,\"max ms\":%.1f,\"started\":%d}",
                nanos.getValueAtPercentile(50) / 1e6,
                nanos.getValueAtPercentile(99) / 1e6,
                nanos.getMaxValue() / 1e6,
                nanos.getTotalCount());
    }

    private static final class Started implements Runnable {
        private static final long NOT_YET = Long.MIN_VALUE;

        private final long begun = System.nanoTime();
        private volatile long ran = NOT_YET;

        @Override
        public void run() {
            ran = System.nanoTime();
        }
    }
}
