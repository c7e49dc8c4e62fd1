// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.ClosedPollerException;
import dev.poller.Interest;
import dev.poller.Registration;
import dev.poller.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ending a poll from outside. */
abstract class BreakTests extends PollerFixture {
    private static final long FAR_OFF = TimeUnit.HOURS.toNanos(1);
    private static final int ROUNDS = 300;

    @ParameterizedTest
    @Clause("W1")
    @ValueSource(longs = {FOREVER, Long.MAX_VALUE})
    void aBreakEndsAWaitingPoll(long timeout) throws Exception {
        openForRead(local().near());
        PollingThread polling = startPolling(timeout);
        assertFalse(polling.ended());
        poller.breakPoll();
        assertEquals(List.of(), polling.events());
    }

    @Test
    @Clause("W1")
    void aBreakHidesNothingThatIsReady() throws Exception {
        Registration registration = open(readable().near(), Interest.READ_ONLY, Trigger.ONESHOT);
        poller.breakPoll();
        List<Registration> seen = new ArrayList<>(registrations(poll(FAR_OFF)));
        if (seen.isEmpty()) {
            seen.addAll(registrations(poll(FAR_OFF)));
        }
        assertEquals(List.of(registration), seen);
    }

    @Test
    @Clause("W2")
    void breakSentBeforePollMakesPollReturn() throws Exception {
        openForRead(local().near());
        for (int i = 0; i < 3; i++) {
            poller.breakPoll();
            assertEquals(List.of(), poll(FOREVER));
        }
    }

    @Test
    @Clause("W2")
    void breakSentBeforeABoundedPollMakesItReturnAtOnce() throws Exception {
        poller.breakPoll();
        long start = System.nanoTime();
        assertEquals(List.of(), poll(FAR_OFF));
        assertTrue(System.nanoTime() - start < FAR_OFF);
    }

    @Test
    @Clause({"W2", "W3"})
    void manyBreaksCountAsOne() throws Exception {
        long sent = poller.breaksSent();
        for (int i = 0; i < ROUNDS; i++) {
            poller.breakPoll();
        }
        assertEquals(sent + 1, poller.breaksSent());
        assertEquals(List.of(), poll(FOREVER));
        assertQuiet();
    }

    @Test
    @Clause("W3")
    void aBreakIsUsedUpByThePollItEnds() throws Exception {
        PollingThread polling = startPolling(FOREVER);
        poller.breakPoll();
        polling.events();
        assertQuiet();
    }

    @Test
    @Clause("W4")
    void lookingUsesNoBreakUp() throws Exception {
        poller.breakPoll();
        for (int i = 0; i < 3; i++) {
            assertEquals(List.of(), poll(0));
        }
        assertEquals(List.of(), poll(FOREVER));
        assertQuiet();
    }

    @Test
    @Clause({"W4", "O3"})
    void aBreakThatALookHasLeftHidesNothingThatIsReady() throws Exception {
        Pair pair = local();
        Registration registration = openForRead(pair.near());
        poller.breakPoll();
        assertEquals(List.of(), poll(0));
        pair.far().write(1);
        assertEquals(List.of(registration), registrations(poll(FOREVER)));
        pair.near().drain();
        assertQuiet();
    }

    @Test
    @Clause("W4")
    void lookingAtSomethingReadyUsesNoBreakUp() throws Exception {
        Pair pair = readable();
        Registration registration = openForRead(pair.near());
        poller.breakPoll();
        assertEquals(List.of(registration), registrations(poll(0)));
        pair.near().drain();
        assertEquals(List.of(), poll(FOREVER));
    }

    @Test
    @Clause({"W2", "O15"})
    void changingRegistrationsUsesNoBreakUp() throws Exception {
        Pair pair = local();
        poller.breakPoll();
        Registration registration = open(pair.near(), Interest.NONE, Trigger.ONESHOT);
        registration.arm(Interest.READ_ONLY);
        registration.close();
        assertEquals(List.of(), poll(FOREVER));
        assertQuiet();
    }

    @Test
    @Clause("W5")
    void everyBreakIsFollowedByTheReturnOfAPoll() throws Exception {
        AtomicLong returns = new AtomicLong();
        FutureTask<Void> polling = start(() -> {
            try {
                while (true) {
                    poll(FOREVER);
                    returns.incrementAndGet();
                }
            } catch (ClosedPollerException atTheEnd) {
                return null;
            }
        });
        List<FutureTask<Void>> breakers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            breakers.add(start(() -> breakAndAwaitReturns(returns)));
        }
        for (FutureTask<Void> breaker : breakers) {
            breaker.get();
        }
        poller.close();
        polling.get();
    }

    @Test
    @Clause("W5")
    void aBreakIsNotLostBetweenLooks() throws Exception {
        AtomicLong returns = new AtomicLong();
        FutureTask<Void> polling = start(() -> {
            try {
                while (true) {
                    poll(0);
                    poll(FOREVER);
                    returns.incrementAndGet();
                    poll(0);
                }
            } catch (ClosedPollerException atTheEnd) {
                return null;
            }
        });
        breakAndAwaitReturns(returns);
        poller.close();
        polling.get();
    }

    @Test
    @Clause("W6")
    void aBreakOnAClosedPollerDoesNothing() throws Exception {
        poller.close();
        poller.breakPoll();
        assertFalse(poller.isOpen());
    }

    private Void breakAndAwaitReturns(AtomicLong returns) throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            long before = returns.get();
            poller.breakPoll();
            Await.until("the poll returns after a break", () -> returns.get() > before);
        }
        return null;
    }

    private static FutureTask<Void> start(Callable<Void> body) {
        FutureTask<Void> task = new FutureTask<>(body);
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return task;
    }
}
