// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SlotTest {
    private final Slot slot = new BareSlot();

    @Test
    void anEventBeforeTheWaitIsRememberedAndUsedUpOnce() {
        slot.ready();
        assertFalse(slot.publish());
        assertTrue(slot.publish());
    }

    @Test
    void anEarlierEventIsForgotten() {
        slot.ready();
        slot.forget();
        assertTrue(slot.publish());
    }

    @Test
    void anEventWakesTheParkedThread() throws ExecutionException, InterruptedException {
        CompletableFuture<Void> waited = waiting();
        slot.ready();
        waited.get();
        assertNull(slot.waiter());
    }

    @Test
    void aPermitWithoutAnEventDoesNotEndTheWait() throws ExecutionException, InterruptedException {
        CompletableFuture<Void> waited = waiting();
        for (int i = 0; i < 1000; i++) {
            LockSupport.unpark(slot.waiter());
        }
        assertFalse(waited.isDone());
        slot.ready();
        waited.get();
    }

    @Test
    void aConditionEndsTheWaitAndRetractsTheThread() throws IOException {
        Slot ended = new BareSlot(() -> true);
        ended.await();
        assertNull(ended.waiter());
    }

    @Test
    void aFailingConditionEndsTheWaitAndRetractsTheThread() {
        Slot failing = new BareSlot(() -> {
            throw new IOException("closed");
        });
        assertThrows(IOException.class, failing::await);
        assertNull(failing.waiter());
    }

    @Test
    void anInterruptEndsTheWaitAndKeepsTheStatus() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedIOException.class, slot::await);
        assertTrue(Thread.interrupted());
        assertNull(slot.waiter());
    }

    @Test
    void aSecondThreadInOneSlotIsRefused() throws ExecutionException, InterruptedException {
        CompletableFuture<Void> waited = waiting();
        assertThrows(IllegalStateException.class, slot::publish);
        slot.ready();
        waited.get();
    }

    @Test
    void whoeverWakesKnowsWhetherAThreadWaited() throws ExecutionException, InterruptedException {
        assertFalse(slot.ready());
        assertTrue(slot.isWakeDue());
        slot.forget();
        assertFalse(slot.isWakeDue());
        CompletableFuture<Void> waited = waiting();
        assertTrue(slot.ready());
        waited.get();
    }

    @Test
    void aWakeMakesTheThreadLookAtItsConditions() throws ExecutionException, InterruptedException {
        AtomicBoolean may = new AtomicBoolean();
        Slot looking = new BareSlot(may::get);
        CompletableFuture<Void> waited = Waiting.at(looking);
        may.set(true);
        looking.wake();
        waited.get();
        may.set(false);
        CompletableFuture<Void> again = Waiting.at(looking);
        may.set(true);
        looking.expired();
        again.get();
    }

    /** The caller looks again anyway. */
    @Test
    void anEventThatComesWhileAConditionEndsTheWaitIsUsedUp() throws IOException {
        List<Slot> itself = new ArrayList<>();
        Slot ended = new BareSlot(() -> {
            itself.get(0).ready();
            return true;
        });
        itself.add(ended);
        ended.await();
        assertFalse(ended.isWakeDue());
        assertTrue(ended.publish());
    }

    @Test
    void itsTextIsItsState() {
        assertEquals("null", slot.toString());
        slot.ready();
        assertEquals("READY", slot.toString());
    }

    private CompletableFuture<Void> waiting() {
        return Waiting.at(slot);
    }
}
