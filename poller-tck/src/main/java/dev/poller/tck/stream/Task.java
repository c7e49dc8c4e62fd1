// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.fail;

import dev.poller.tck.Await;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** A call on a thread of its own. Any thread may look at it. */
final class Task<T> {
    private static final long LIMIT_SECONDS = 20;

    private final String what;
    private final CompletableFuture<T> outcome = new CompletableFuture<>();
    private final Thread thread;

    private Task(String what, ThreadFactory threads, Callable<T> body) {
        this.what = what;
        this.thread = threads.newThread(() -> {
            try {
                outcome.complete(body.call());
            } catch (Throwable thrown) {
                outcome.completeExceptionally(thrown);
            }
        });
    }

    static <T> Task<T> start(String what, ThreadFactory threads, Callable<T> body) {
        Task<T> task = new Task<>(what, threads, body);
        task.thread.start();
        return task;
    }

    /** Returns when the call waits inside the blocking layer; fails if it ends instead. */
    Task<T> parked() throws Exception {
        Await.until(what + " waits", () -> waits() || outcome.isDone());
        if (outcome.isDone()) {
            fail(what + " should wait, but ended: " + outcome);
        }
        return this;
    }

    /** What the call returned. */
    T get() throws Exception {
        try {
            return outcome.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException thrown) {
            throw new AssertionError(what + " failed: " + thrown.getCause(), thrown.getCause());
        } catch (TimeoutException hangs) {
            throw overdue();
        }
    }

    /** What the call threw. */
    <X extends Throwable> X failure(Class<X> type) throws Exception {
        try {
            T result = outcome.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            throw new AssertionError(what + " should fail, but returned " + result);
        } catch (ExecutionException thrown) {
            return assertInstanceOf(type, thrown.getCause(), what);
        } catch (TimeoutException hangs) {
            throw overdue();
        }
    }

    boolean ended() {
        return outcome.isDone();
    }

    void interrupt() {
        thread.interrupt();
    }

    void awaitThreadEnd() throws Exception {
        Await.until(what + " has ended", () -> !thread.isAlive());
    }

    /** The state alone would not do: class loading and the like park too. */
    private boolean waits() {
        Object blocker = LockSupport.getBlocker(thread);
        return blocker != null
                && blocker.getClass().getPackageName().startsWith("dev.poller.blocking")
                && thread.getState() == Thread.State.WAITING;
    }

    private AssertionError overdue() {
        AssertionError failure = new AssertionError(what + " is still at it after " + LIMIT_SECONDS + " seconds");
        failure.setStackTrace(thread.getStackTrace());
        return failure;
    }
}
