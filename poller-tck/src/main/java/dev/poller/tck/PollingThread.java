// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.poller.Poller;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.opentest4j.AssertionFailedError;

/** A thread that polls once. The test's thread asks it. */
final class PollingThread {
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final FutureTask<Integer> poll;
    private final Thread thread;
    private volatile long tookNanos;
    private volatile boolean interruptedAfterwards;

    private PollingThread(Poller poller, long timeoutNanos) {
        this.poll = new FutureTask<>(() -> {
            long start = System.nanoTime();
            int count = poller.poll(
                    timeoutNanos, (registration, readiness) -> events.add(new Event(registration, readiness)));
            tookNanos = System.nanoTime() - start;
            interruptedAfterwards = Thread.currentThread().isInterrupted();
            return count;
        });
        this.thread = new Thread(poll, "polling");
        thread.setDaemon(true);
    }

    /** Returns once the thread waits in its poll, or has ended. */
    static PollingThread start(Poller poller, long timeoutNanos) throws Exception {
        PollingThread polling = new PollingThread(poller, timeoutNanos);
        polling.thread.start();
        Threads.awaitPolling(polling.thread);
        return polling;
    }

    Thread thread() {
        return thread;
    }

    boolean ended() {
        return poll.isDone();
    }

    /** What the poll handed over, once it has returned. */
    List<Event> events() throws Exception {
        poll.get(Await.PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        return events;
    }

    /** How long the poll took, once {@link #events} has returned. */
    long tookNanos() {
        return tookNanos;
    }

    /** The thread's interrupt status after the poll, once {@link #events} has returned. */
    boolean interruptedAfterwards() {
        return interruptedAfterwards;
    }

    /** What the poll threw. */
    <X extends Throwable> X failure(Class<X> type) throws Exception {
        try {
            int count = poll.get(Await.PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
            throw new AssertionFailedError("the poll returned " + count + " instead of throwing " + type);
        } catch (ExecutionException thrown) {
            return assertInstanceOf(type, thrown.getCause());
        }
    }
}
