// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DescriptorLockTest {
    private static final Waitable NOTHING = () -> false;

    private final DescriptorLock lock = new DescriptorLock();

    @Test
    void readerAndWriterDoNotDisturbEachOther() throws IOException {
        assertTrue(lock.tryLock(DescriptorLock.READ));
        assertTrue(lock.tryLock(DescriptorLock.WRITE));
        assertFalse(lock.tryLock(DescriptorLock.READ));
    }

    @Test
    void theLastUserAfterACloseDestroys() throws IOException {
        lock.lock(DescriptorLock.READ, NOTHING);
        lock.enter();
        assertTrue(lock.close());
        assertFalse(lock.leave());
        assertFalse(lock.leave());
        assertTrue(lock.unlock(DescriptorLock.READ));
    }

    @Test
    void closedRefusesEverybody() {
        lock.close();
        assertFalse(lock.close());
        assertThrows(ClosedChannelException.class, lock::enter);
        assertThrows(ClosedChannelException.class, () -> lock.lock(DescriptorLock.READ, NOTHING));
    }

    @Test
    void aQueuedThreadEntersWhenTheFirstLeaves() throws Exception {
        lock.lock(DescriptorLock.READ, NOTHING);
        CompletableFuture<Void> second = queued(NOTHING);
        lock.unlock(DescriptorLock.READ);
        second.get();
    }

    @Test
    void closingEndsTheQueue() throws IOException {
        lock.lock(DescriptorLock.READ, NOTHING);
        CompletableFuture<Void> second = queued(NOTHING);
        lock.close();
        ExecutionException failure = assertThrows(ExecutionException.class, second::get);
        assertInstanceOf(AsynchronousCloseException.class, failure.getCause());
    }

    @Test
    void aDeadlineCountsWhileQueueing() throws IOException {
        lock.lock(DescriptorLock.READ, NOTHING);
        AtomicBoolean passed = new AtomicBoolean();
        CompletableFuture<Void> second = queued(() -> {
            if (passed.get()) {
                throw new SocketTimeoutException("Read timed out");
            }
            return false;
        });
        passed.set(true);
        lock.wake(DescriptorLock.READ);
        ExecutionException failure = assertThrows(ExecutionException.class, second::get);
        assertInstanceOf(SocketTimeoutException.class, failure.getCause());
    }

    @Test
    void manyThreadsTakeTurnsAndNoneIsForgotten() throws InterruptedException {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger turns = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                try {
                    for (int turn = 0; turn < 5000; turn++) {
                        lock.lock(DescriptorLock.WRITE, NOTHING);
                        assertEquals(1, inside.incrementAndGet());
                        turns.incrementAndGet();
                        inside.decrementAndGet();
                        lock.unlock(DescriptorLock.WRITE);
                    }
                } catch (Throwable failure) {
                    synchronized (failures) {
                        failures.add(failure);
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), failures);
        assertEquals(8 * 5000, turns.get());
    }

    /** A thread that queues for READ, once it really does. */
    private CompletableFuture<Void> queued(Waitable conditions) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                lock.lock(DescriptorLock.READ, conditions);
                done.complete(null);
            } catch (Throwable failure) {
                done.completeExceptionally(failure);
            }
        });
        thread.start();
        while (thread.getState() != Thread.State.WAITING && !done.isDone()) {
            Thread.onSpinWait();
        }
        return done;
    }
}
