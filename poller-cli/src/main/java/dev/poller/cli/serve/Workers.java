// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.serve;

import dev.poller.blocking.ByteStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Starts threads and waits for their end. Any thread may call. */
public final class Workers {
    private final Threads threads;
    private final Set<Thread> alive = ConcurrentHashMap.newKeySet();

    /** Starts threads of this make. */
    public Workers(Threads threads) {
        this.threads = threads;
    }

    /**
     * Starts a thread.
     *
     * @throws OutOfMemoryError if the system gives no more threads; nothing is left behind
     */
    public Thread start(Runnable task) {
        return start(threads::make, task);
    }

    /**
     * Starts a thread that serves a stream.
     *
     * @throws OutOfMemoryError if the system gives no more threads; nothing is left behind
     */
    public Thread start(ByteStream stream, Runnable task) {
        return start(counted -> threads.make(stream, counted), task);
    }

    private Thread start(Function<Runnable, Thread> make, Runnable task) {
        Thread thread = make.apply(() -> {
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
