// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
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
    void closingEndsTheWritersQueueToo() throws IOException {
        assertFalse(lock.isClosed());
        lock.lock(DescriptorLock.WRITE, NOTHING);
        CompletableFuture<Void> second = queued(DescriptorLock.WRITE, NOTHING);
        assertEquals(1, lock.queued(DescriptorLock.WRITE));
        assertEquals(0, lock.queued(DescriptorLock.READ));
        lock.close();
        assertTrue(lock.isClosed());
        ExecutionException failure = assertThrows(ExecutionException.class, second::get);
        assertInstanceOf(AsynchronousCloseException.class, failure.getCause());
        assertEquals(0, lock.queued(DescriptorLock.WRITE));
    }

    @Test
    void whoLeavesLastAfterACloseIsTold() throws IOException {
        assertEquals(0, lock.queued(DescriptorLock.READ));
        lock.enter();
        assertFalse(lock.leave());
        lock.lock(DescriptorLock.READ, NOTHING);
        assertFalse(lock.unlock(DescriptorLock.READ));
        lock.close();
        assertTrue(lock.leave());
    }

    @Test
    void anInterruptEndsTheQueueing() throws Exception {
        lock.lock(DescriptorLock.READ, NOTHING);
        Thread.currentThread().interrupt();
        assertThrows(InterruptedIOException.class, () -> lock.lock(DescriptorLock.READ, NOTHING));
        assertTrue(Thread.interrupted());
        assertEquals(0, lock.queued(DescriptorLock.READ));
    }

    /** The wake was meant for whoever is first, and that one leaves. */
    @Test
    void whoGivesUpHandsTheWakeOn() throws Exception {
        lock.lock(DescriptorLock.READ, NOTHING);
        AtomicReference<Thread> first = new AtomicReference<>();
        AtomicInteger looks = new AtomicInteger();
        CompletableFuture<Void> givingUp = queued(() -> {
            first.set(Thread.currentThread());
            if (looks.incrementAndGet() == 1) {
                return false;
            }
            lock.unlock(DescriptorLock.READ);
            throw new SocketTimeoutException("Read timed out");
        });
        CompletableFuture<Void> next = queued(NOTHING);
        LockSupport.unpark(first.get());
        assertThrows(ExecutionException.class, givingUp::get);
        next.get(30, TimeUnit.SECONDS);
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

    private CompletableFuture<Void> queued(Waitable conditions) {
        return queued(DescriptorLock.READ, conditions);
    }

    /** A thread that queues, once it really does. */
    private CompletableFuture<Void> queued(int side, Waitable conditions) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                lock.lock(side, conditions);
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
