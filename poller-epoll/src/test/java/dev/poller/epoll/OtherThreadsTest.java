// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.ClosedPollerException;
import dev.poller.ClosedRegistrationException;
import dev.poller.ConcurrentPollException;
import dev.poller.Interest;
import dev.poller.Registration;
import dev.poller.Trigger;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Changes and closes from other threads, with the races held open by hooks. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "epoll is Linux's")
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class OtherThreadsTest extends PollerFixture {
    @Test
    void whatIsOpenedArmedAndClosedDuringAWaitTakesEffectInIt() throws Exception {
        int[] pipe = kernel.pipe();
        kernel.write(pipe[1]);
        Registration registration = poller.open(pipe[0], Interest.NONE, Trigger.ONESHOT, "armed");
        Polling first = new Polling(() -> poll(-1));
        Kernel.awaitWaiting(first.thread);
        registration.arm(Interest.READ_ONLY);
        assertEquals(1, first.result());

        registration.arm(Interest.NONE);
        Polling second = new Polling(() -> poll(-1));
        Kernel.awaitWaiting(second.thread);
        int[] other = kernel.pipe();
        kernel.write(other[1]);
        poller.open(other[0], Interest.READ_ONLY, Trigger.EDGE, "opened");
        assertEquals(1, second.result());

        Registration closed = poller.open(kernel.dup(pipe[0]), Interest.NONE, Trigger.LEVEL, "closed");
        Polling third = new Polling(() -> poll(-1));
        Kernel.awaitWaiting(third.thread);
        closed.close();
        registration.close();
        kernel.write(pipe[1]);
        poller.breakPoll();
        assertEquals(0, third.result());
    }

    @Test
    void aSecondPollIsRefusedAndTheFirstGoesOn() throws Exception {
        Polling polling = new Polling(() -> poll(-1));
        Kernel.awaitWaiting(polling.thread);
        assertThrows(ConcurrentPollException.class, () -> poll(0));
        assertTrue(polling.thread.isAlive());
        poller.breakPoll();
        assertEquals(0, polling.result());
    }

    @Test
    void anInterruptNeitherEndsAWaitNorIsCleared() throws Exception {
        Polling polling = new Polling(() -> {
            poll(-1);
            return Thread.currentThread().isInterrupted() ? 1 : 0;
        });
        Kernel.awaitWaiting(polling.thread);
        int waits = libc.calls("epollPwait2") + libc.calls("epollWait");
        polling.thread.interrupt();
        Kernel.awaitWaiting(polling.thread);
        assertTrue(libc.calls("epollPwait2") + libc.calls("epollWait") - waits <= 1);
        poller.breakPoll();
        assertEquals(1, polling.result());
    }

    @Test
    void closeEndsAWaitingPollAndReturnsEveryDescriptor() throws Exception {
        int[] pipe = kernel.pipe();
        Registration registration = poller.open(pipe[0], Interest.READ_ONLY, Trigger.EDGE, null);
        Polling polling = new Polling(() -> poll(-1));
        Kernel.awaitWaiting(polling.thread);
        poller.close();
        assertThrows(ClosedPollerException.class, polling::result);
        assertFalse(registration.isOpen());
        assertFalse(poller.isOpen());
        assertEquals(0, poller.registrations());
        assertThrows(ClosedPollerException.class, () -> poll(0));
        assertThrows(ClosedPollerException.class, () -> poller.open(pipe[0], Interest.READ_ONLY, Trigger.EDGE, null));
        assertThrows(ClosedRegistrationException.class, () -> registration.arm(Interest.READ_ONLY));
        poller.breakPoll();
        registration.close();
        poller.close();
        assertEquals(Set.of(), Kernel.watched(poller));
        kernel.write(pipe[1]);
        assertEquals(1, kernel.read(pipe[0]));
    }

    @Test
    void aBreakUnderWayKeepsItsDescriptorUntilItHasWritten() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        libc.before("write", arguments -> {
            writing.countDown();
            awaited(closed);
        });
        Polling breaking = new Polling(() -> {
            poller.breakPoll();
            return 0;
        });
        awaited(writing);
        poller.close();
        assertEquals(0, libc.calls("close"));
        closed.countDown();
        assertEquals(0, breaking.result());
        assertEquals(2, libc.calls("close"));
    }

    @Test
    void twoClosesReturnEveryDescriptorOnce() throws Exception {
        for (int i = 0; i < 200; i++) {
            Polling polling = new Polling(() -> poll(-1));
            Polling closing = new Polling(() -> {
                poller.close();
                return 0;
            });
            int closes = libc.calls("close");
            poller.close();
            assertEquals(0, closing.result());
            assertThrows(ClosedPollerException.class, polling::result);
            assertTrue(libc.calls("close") <= closes + 2);
            poller = open(libc);
        }
    }

    @Test
    void openAndCloseFromManyThreadsLeaveNothingBehind() throws Exception {
        AtomicInteger going = new AtomicInteger(4);
        Polling polling = new Polling(() -> {
            int handed = 0;
            while (going.get() > 0) {
                handed += poller.poll(1_000_000, (registration, readiness) -> assertTrue(readiness.readable()));
            }
            return handed;
        });
        List<Polling> users = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            users.add(new Polling(() -> openAndClose(going)));
        }
        for (Polling user : users) {
            assertEquals(0, user.result());
        }
        assertTrue(polling.result() >= 0);
        assertEquals(0, poller.registrations());
        assertEquals(Set.of(), Kernel.watched(poller));
    }

    private int openAndClose(AtomicInteger going) throws IOException {
        try {
            for (int i = 0; i < 2000; i++) {
                int[] pipe = kernel.pipe();
                kernel.write(pipe[1]);
                Registration registration = poller.open(pipe[0], Interest.READ_ONLY, Trigger.LEVEL, i);
                registration.close();
                kernel.close(pipe[0]);
                kernel.close(pipe[1]);
            }
            return 0;
        } finally {
            going.decrementAndGet();
        }
    }
}
