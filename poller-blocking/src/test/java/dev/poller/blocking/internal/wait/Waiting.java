// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.CompletableFuture;

/** Threads that wait for the tests. */
public final class Waiting {
    private Waiting() {}

    /** A thread that waits there, once it really does; done when its wait has ended. */
    public static CompletableFuture<Void> at(Slot where) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                where.await();
                done.complete(null);
            } catch (Throwable failure) {
                done.completeExceptionally(failure);
            }
        });
        thread.setDaemon(true);
        thread.start();
        while (thread.getState() != Thread.State.WAITING && !done.isDone()) {
            Thread.onSpinWait();
        }
        assertEquals(thread, where.waiter());
        return done;
    }
}
