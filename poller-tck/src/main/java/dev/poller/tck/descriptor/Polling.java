// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.descriptor;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Something that runs on a thread of its own, whose name the kernel knows it by. */
public final class Polling {
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final FutureTask<Integer> task;
    private final Thread thread;

    /** Starts it. */
    public Polling(Callable<Integer> action) {
        task = new FutureTask<>(action);
        thread = new Thread(task, "poll-" + NAMES.incrementAndGet());
        thread.setDaemon(true);
        thread.start();
    }

    /** Its thread. */
    public Thread thread() {
        return thread;
    }

    /** Returns once it waits in the kernel. */
    public Polling waiting() throws Exception {
        Kernel.awaitWaiting(thread);
        return this;
    }

    /** What it returned, or threw. */
    public int result() throws Exception {
        try {
            return task.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw failure;
        }
    }
}
