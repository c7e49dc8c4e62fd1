// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.ClosedPollerException;
import dev.poller.ClosedRegistrationException;
import dev.poller.ConcurrentPollException;
import dev.poller.Interest;
import dev.poller.Registration;
import dev.poller.Source;
import dev.poller.Trigger;
import dev.poller.spi.PollerOptions;
import dev.poller.tck.TimeLimit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Changes and closes from other threads, with the races held open by hooks. */
@TimeLimit(seconds = 60)
abstract class OtherThreadsTests extends DescriptorFixture {
    @Test
    void whatIsOpenedArmedAndClosedDuringAWaitTakesEffectInIt() throws Exception {
        int[] pipe = kernel.pipe();
        kernel.write(pipe[1]);
        Registration registration = poller.open(Source.of(pipe[0]), Interest.NONE, Trigger.ONESHOT, "armed");
        Polling first = new Polling(() -> poll(-1)).waiting();
        registration.arm(Interest.READ_ONLY);
        assertEquals(1, first.result());

        registration.arm(Interest.NONE);
        Polling second = new Polling(() -> poll(-1)).waiting();
        int[] other = kernel.pipe();
        kernel.write(other[1]);
        poller.open(Source.of(other[0]), Interest.READ_ONLY, Trigger.EDGE, "opened");
        assertEquals(1, second.result());

        Registration closed = poller.open(Source.of(kernel.dup(pipe[0])), Interest.NONE, Trigger.LEVEL, "closed");
        Polling third = new Polling(() -> poll(-1)).waiting();
        closed.close();
        registration.close();
        kernel.write(pipe[1]);
        poller.breakPoll();
        assertEquals(0, third.result());
    }

    @Test
    void aSecondPollIsRefusedAndTheFirstGoesOn() throws Exception {
        Polling polling = new Polling(() -> poll(-1)).waiting();
        assertThrows(ConcurrentPollException.class, () -> poll(0));
        assertTrue(polling.thread().isAlive());
        poller.breakPoll();
        assertEquals(0, polling.result());
    }

    @Test
    void anInterruptNeitherEndsAWaitNorIsCleared() throws Exception {
        Polling polling = new Polling(() -> {
            poll(-1);
            return Thread.currentThread().isInterrupted() ? 1 : 0;
        });
        polling.waiting();
        AtomicInteger waits = countWaits();
        polling.thread().interrupt();
        polling.waiting();
        assertTrue(waits.get() <= 1);
        poller.breakPoll();
        assertEquals(1, polling.result());
    }

    @Test
    void closeEndsAWaitingPollAndReturnsEveryDescriptor() throws Exception {
        int[] pipe = kernel.pipe();
        Registration registration = poller.open(Source.of(pipe[0]), Interest.READ_ONLY, Trigger.EDGE, null);
        Polling polling = new Polling(() -> poll(-1)).waiting();
        poller.close();
        assertThrows(ClosedPollerException.class, polling::result);
        assertFalse(registration.isOpen());
        assertFalse(poller.isOpen());
        assertEquals(0, poller.registrations());
        assertThrows(ClosedPollerException.class, () -> poll(0));
        assertThrows(
                ClosedPollerException.class,
                () -> poller.open(Source.of(pipe[0]), Interest.READ_ONLY, Trigger.EDGE, null));
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
        libc.before(subject().signal(), arguments -> {
            writing.countDown();
            awaited(closed);
        });
        Polling breaking = new Polling(() -> {
            poller.breakPoll();
            return 0;
        });
        awaited(writing);
        int closes = libc.calls("close");
        poller.close();
        assertEquals(closes, libc.calls("close"));
        closed.countDown();
        assertEquals(0, breaking.result());
        assertEquals(closes + subject().ownDescriptors(), libc.calls("close"));
    }

    @Test
    void twoClosesReturnEveryDescriptorOnce() throws Exception {
        for (int i = 0; i < 200; i++) {
            int closes = libc.calls("close");
            Polling polling = new Polling(() -> poll(-1));
            Polling closing = new Polling(() -> {
                poller.close();
                return 0;
            });
            poller.close();
            assertEquals(0, closing.result());
            assertThrows(ClosedPollerException.class, polling::result);
            assertEquals(closes + subject().ownDescriptors(), libc.calls("close"));
            poller = open(PollerOptions.DEFAULTS);
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
                Registration registration = poller.open(Source.of(pipe[0]), Interest.READ_ONLY, Trigger.LEVEL, i);
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
