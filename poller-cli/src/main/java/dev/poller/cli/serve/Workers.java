// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.serve;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

/** Starts threads and waits for their end. Any thread may call. */
public final class Workers {
    private final ThreadFactory factory;
    private final Set<Thread> alive = ConcurrentHashMap.newKeySet();

    /** Threads come from this factory. */
    public Workers(ThreadFactory factory) {
        this.factory = factory;
    }

    /**
     * Starts a thread.
     *
     * @throws OutOfMemoryError if the system gives no more threads; nothing is left behind
     */
    public Thread start(Runnable task) {
        Thread thread = factory.newThread(() -> {
            try {
                task.run();
            } finally {
                alive.remove(Thread.currentThread());
            }
        });
        alive.add(thread);
        boolean started = false;
        try {
            thread.start();
            started = true;
        } finally {
            if (!started) {
                alive.remove(thread);
            }
        }
        return thread;
    }

    /** How many have not ended. */
    public int alive() {
        return alive.size();
    }

    /**
     * Waits until all have ended.
     *
     * @return false if some had not when the time was over, or the calling thread was interrupted
     */
    public boolean awaitEnd(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        try {
            for (Thread thread : alive) {
                long millis = (end - System.nanoTime()) / 1_000_000;
                if (millis <= 0) {
                    break;
                }
                thread.join(millis);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return alive.isEmpty();
    }
}
