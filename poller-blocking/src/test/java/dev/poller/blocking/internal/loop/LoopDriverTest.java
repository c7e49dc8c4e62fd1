// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waiting for a thread's end. */
@Timeout(30)
class LoopDriverTest {
    @Test
    void itReturnsOnceTheThreadHasEnded() throws InterruptedException {
        CountDownLatch goOn = new CountDownLatch(1);
        Thread thread = new Thread(() -> await(goOn));
        thread.start();
        Thread joining = new Thread(() -> LoopDriver.join(thread));
        joining.start();
        while (joining.getState() != Thread.State.WAITING) {
            assertTrue(joining.isAlive());
            Thread.onSpinWait();
        }
        goOn.countDown();
        joining.join();
        assertFalse(thread.isAlive());
    }

    /** Half a close would leak. */
    @Test
    void anInterruptIsKeptForLater() {
        CountDownLatch goOn = new CountDownLatch(1);
        Thread thread = new Thread(() -> await(goOn));
        thread.start();
        Thread.currentThread().interrupt();
        Thread other = new Thread(goOn::countDown);
        other.start();
        LoopDriver.join(thread);
        assertFalse(thread.isAlive());
        assertTrue(Thread.interrupted());
    }

    @Test
    void withoutAnInterruptThereIsNone() {
        Thread thread = new Thread(() -> {});
        thread.start();
        LoopDriver.join(thread);
        assertFalse(Thread.interrupted());
    }

    @Test
    void aThreadDoesNotWaitForItself() {
        LoopDriver.join(Thread.currentThread());
        assertFalse(Thread.interrupted());
    }

    private static void await(CountDownLatch goOn) {
        try {
            goOn.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
