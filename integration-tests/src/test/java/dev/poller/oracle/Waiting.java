// SPDX-License-Identifier: Apache-2.0
package dev.poller.oracle;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Scheduler;
import dev.poller.blocking.ThreadKind;
import dev.poller.tck.Threads;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Starts threads that wait in a call. Any thread. */
final class Waiting {
    /** Longer than anything takes that does not wait for ever. */
    static final Duration LONG = Duration.ofSeconds(3);

    /** Long enough for a wait to begin. */
    static final Duration SHORT = Duration.ofMillis(1);

    private final ThreadFactory threads;

    /** With the threads that a runtime is for. */
    Waiting(Netpoll netpoll) {
        threads = netpoll.scheduler() == Scheduler.CARRIER_LOOP
                ? netpoll.threadFactory("waiting-")
                : ThreadKind.best().factory("waiting-");
    }

    /** Returns once a thread waits in the call. */
    <T> FutureTask<T> in(Callable<T> call) throws Exception {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = threads.newThread(task);
        thread.start();
        Threads.awaitParked(thread);
        return task;
    }

    /** What the call returns or throws, soon. */
    static <T> T result(FutureTask<T> task) throws Throwable {
        try {
            return task.get(LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause();
        }
    }
}
