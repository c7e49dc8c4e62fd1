// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When polling on pays, by what has been seen. */
class BusyPollTest {
    private static final long NANOS = 50_000;
    private static final long SHORT = 2 * NANOS;
    private static final long LONG = SHORT + 1;

    private final BusyPoll busyPoll = new BusyPoll(NANOS);

    @Test
    void itPaysAfterShortWaits() {
        assertFalse(busyPoll.pays());
        busyPoll.waited(SHORT);
        assertFalse(busyPoll.pays());
        busyPoll.waited(SHORT);
        assertTrue(busyPoll.pays());
        assertEquals(NANOS, busyPoll.nanos());
    }

    @Test
    void shortWaitsWithALongOneBetweenThemDoNotCount() {
        for (int i = 0; i < 10; i++) {
            busyPoll.waited(SHORT);
            busyPoll.waited(LONG);
            assertFalse(busyPoll.pays());
        }
    }

    @Test
    void itEndsWithTheFirstFailureAtFirst() {
        shortWaitsUntilItPays();
        busyPoll.foundNothing();
        assertFalse(busyPoll.pays());
    }

    @Test
    void whatHasPaidOftenMayFailSometimes() {
        shortWaitsUntilItPays();
        for (int i = 0; i < 100; i++) {
            busyPoll.found();
            busyPoll.found();
            busyPoll.foundNothing();
            assertTrue(busyPoll.pays());
        }
    }

    @Test
    void aLongWaitAfterAFailureIsNoSecondOne() {
        shortWaitsUntilItPays();
        busyPoll.found();
        busyPoll.found();
        busyPoll.foundNothing();
        busyPoll.waited(LONG);
        assertTrue(busyPoll.pays());
    }

    @Test
    void itEndsAfterAFewFailuresInARowHoweverMuchItHasPaid() {
        shortWaitsUntilItPays();
        for (int i = 0; i < 1000; i++) {
            busyPoll.found();
        }
        int failures = 0;
        for (; busyPoll.pays(); failures++) {
            busyPoll.foundNothing();
        }
        assertEquals(5, failures);
    }

    @Test
    void eachFailureInARowAsksForMoreShortWaits() {
        List<Integer> waits = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            waits.add(shortWaitsUntilItPays());
            busyPoll.foundNothing();
        }
        assertEquals(List.of(2, 2, 4, 8, 16, 32, 64, 64, 64), waits);
    }

    @Test
    void whatWasOfUseIsTriedSoonAgain() {
        for (int i = 0; i < 9; i++) {
            shortWaitsUntilItPays();
            busyPoll.foundNothing();
        }
        shortWaitsUntilItPays();
        busyPoll.found();
        busyPoll.foundNothing();
        assertEquals(2, shortWaitsUntilItPays());
    }

    @Test
    void noTimeAtAllNeverPays() {
        BusyPoll never = new BusyPoll(0);
        for (int i = 0; i < 100; i++) {
            never.waited(0);
            assertFalse(never.pays());
        }
    }

    private int shortWaitsUntilItPays() {
        int waits = 0;
        for (; !busyPoll.pays(); waits++) {
            busyPoll.waited(SHORT);
        }
        return waits;
    }
}
