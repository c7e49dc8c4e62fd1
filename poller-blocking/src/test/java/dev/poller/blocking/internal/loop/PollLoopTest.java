// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Polling on without waiting. */
class PollLoopTest {
    private static final long LONG = 100_000_000_000L;

    private final Queue<Integer> results = new ArrayDeque<>();
    private final List<Long> timeouts = new ArrayList<>();
    private final FakePoller poller = new FakePoller((timeout, handler) -> poll(timeout));
    private final PollLoop loop = new PollLoop(poller.poller(), new PollPolicy(LONG, 2, false), failure -> {
        throw new AssertionError(failure);
    });

    private boolean idle = true;
    private Runnable duringPoll = () -> {};

    @Test
    void itDoesNotPollOnBeforeWaitsWereShort() throws IOException {
        assertFalse(loop.pollOn(() -> idle));
        assertEquals(List.of(), timeouts);
    }

    @Test
    void itPollsOnUntilThereIsAnEvent() throws IOException {
        waitShortly();
        results.addAll(List.of(0, 0, 0, 1));
        assertTrue(loop.pollOn(() -> idle));
        assertEquals(List.of(0L, 0L, 0L, 0L), timeouts);
    }

    @Test
    void itPollsOnUntilThereIsSomethingElseToDo() throws IOException {
        waitShortly();
        results.addAll(List.of(0, 0));
        duringPoll = () -> idle = !results.isEmpty();
        assertTrue(loop.pollOn(() -> idle));
        assertEquals(List.of(0L, 0L), timeouts);
    }

    @Test
    void itDoesNotPollOnWhileThereIsSomethingElseToDo() throws IOException {
        waitShortly();
        idle = false;
        assertFalse(loop.pollOn(() -> idle));
        assertEquals(List.of(), timeouts);
    }

    @Test
    void itEndsWithTheLoop() throws IOException {
        waitShortly();
        results.add(0);
        duringPoll = loop::end;
        assertFalse(loop.pollOn(() -> idle));
        assertEquals(List.of(0L), timeouts);
    }

    @Test
    void whatItFindsSpeaksForPollingOn() throws IOException {
        waitShortly();
        for (int i = 0; i < 2; i++) {
            results.add(1);
            assertTrue(loop.pollOn(() -> idle));
        }
        loop.policy().foundNothing(); // would be the end without them
        assertTrue(loop.policy().pays());
    }

    @Test
    void findingNothingSpeaksAgainstPollingOn() throws IOException {
        waitShortly();
        results.add(0);
        duringPoll = loop::end;
        loop.pollOn(() -> idle);
        assertFalse(loop.policy().pays());
    }

    /** Who closes the poller waits for this. */
    @Test
    void meanwhileItIsInUseAndNeedsNoBreak() throws IOException {
        waitShortly();
        results.add(1);
        duringPoll = () -> {
            assertTrue(loop.isInUse());
            loop.wake();
        };
        assertTrue(loop.pollOn(() -> idle));
        assertFalse(loop.isInUse());
        assertEquals(0, poller.breaks());
    }

    private void waitShortly() throws IOException {
        for (int i = 0; i < 2; i++) {
            results.add(1);
            assertEquals(1, loop.await(() -> idle));
        }
        timeouts.clear();
    }

    private int poll(long timeout) {
        timeouts.add(timeout);
        int ready = results.remove();
        duringPoll.run();
        return ready;
    }
}
