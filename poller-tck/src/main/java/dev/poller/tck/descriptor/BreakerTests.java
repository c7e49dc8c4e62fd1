// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.libc.Constant;
import dev.poller.tck.TimeLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Breaks, with the races held open by hooks. */
@TimeLimit(seconds = 60)
abstract class BreakerTests extends DescriptorFixture {
    @Test
    void manyBreaksAreOneSignalAndOnePoll() throws IOException {
        int signals = libc.calls(subject().signal());
        for (int i = 0; i < 1000; i++) {
            poller.breakPoll();
        }
        assertEquals(1, libc.calls(subject().signal()) - signals);
        assertEquals(0, poll(-1));
        assertNothingFor(2_000_000);
    }

    @Test
    void aPollThatDoesNotWaitLeavesTheBreak() throws IOException {
        poller.breakPoll();
        int reads = libc.calls("read");
        assertEquals(0, poll(0));
        assertEquals(0, poll(0));
        assertEquals(reads, libc.calls("read"));
        assertEquals(0, poll(-1));
        assertEquals(reads + (isWritten() ? 1 : 0), libc.calls("read"));
        assertNothingFor(2_000_000);
    }

    @Test
    void aWaitingPollIsBroken() throws Exception {
        Polling polling = new Polling(() -> poll(-1)).waiting();
        poller.breakPoll();
        assertEquals(0, polling.result());
    }

    @Test
    void aBreakerThatIsInterruptedOrFullOrEmptyWorks() throws IOException {
        assumeWritten();
        libc.failNext(2, "write", Constant.EINTR).failNext(2, "read", Constant.EINTR);
        poller.breakPoll();
        assertEquals(0, poll(-1));
        // Already full counts as woken; the decorator must not claim so of an empty one, hence a break goes first.
        poller.breakPoll();
        libc.failNext(1, "read", Constant.EAGAIN);
        assertEquals(0, poll(-1));
        libc.failNext(1, "write", Constant.EAGAIN);
        poller.breakPoll();
        assertEquals(0, poll(-1));
    }

    @Test
    void aBreakThatCannotBeSentIsThrownAndTheNextOneIsTriedAnew() throws IOException {
        libc.failNext(1, subject().signal(), Constant.EBADF);
        assertTrue(assertThrows(UncheckedIOException.class, poller::breakPoll)
                .toString()
                .contains(subject().signal()));
        poller.breakPoll();
        assertEquals(0, poll(-1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBreakSentAroundTheDrainIsAnsweredByThePollThatDrains(boolean beforeIt) throws Exception {
        assumeWritten();
        CountDownLatch draining = new CountDownLatch(1);
        CountDownLatch sent = new CountDownLatch(1);
        Consumer<Object[]> pause = arguments -> {
            draining.countDown();
            awaited(sent);
        };
        if (beforeIt) {
            libc.before("read", pause);
        } else {
            libc.after("read", pause);
        }
        poller.breakPoll();
        Polling polling = new Polling(() -> poll(-1));
        awaited(draining);
        poller.breakPoll();
        sent.countDown();
        assertEquals(0, polling.result());
        libc.heal();
        // Were the flag cleared before the drain, this one would never be signalled.
        poller.breakPoll();
        Polling next = new Polling(() -> poll(-1));
        assertEquals(0, next.result());
    }

    @Test
    void noBreakIsLostAmongConcurrentOnesAndPolls() throws Exception {
        int rounds = 20_000;
        AtomicInteger seen = new AtomicInteger();
        Polling polling = new Polling(() -> {
            for (int i = 0; i < rounds; i++) {
                poll(-1);
                seen.incrementAndGet();
            }
            return 0;
        });
        // Each break is followed by the return of a poll, or this would hang until the timeout.
        for (int i = 0; i < rounds; i = Math.max(i + 1, seen.get())) {
            int now = seen.get();
            poller.breakPoll();
            while (seen.get() == now && polling.thread().isAlive()) {
                Thread.onSpinWait();
            }
        }
        assertEquals(0, polling.result());
    }

    /** As opposed to an event that its fetch takes away. */
    private boolean isWritten() {
        return subject().signal().equals("write");
    }

    private void assumeWritten() {
        assumeTrue(isWritten(), "the break is an event that needs no drain");
    }
}
