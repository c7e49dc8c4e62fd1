// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When polling on pays, by what has been seen. */
class BusyPollPolicyTest {
    private static final long NANOS = 50_000;
    private static final long SHORT = 2 * NANOS;
    private static final long LONG = SHORT + 1;

    private final Object[] sides = new Object[RecentSides.FEW + 1];
    private final PollPolicy policy = new PollPolicy(NANOS, 2, false);

    {
        Arrays.setAll(sides, side -> "side " + side);
    }

    @Test
    void itPaysAfterShortWaits() {
        assertFalse(policy.pays());
        policy.waited(SHORT);
        assertFalse(policy.pays());
        policy.waited(SHORT);
        assertTrue(policy.pays());
        assertEquals(NANOS, policy.busyPollNanos());
    }

    @Test
    void shortWaitsWithALongOneBetweenThemDoNotCount() {
        for (int i = 0; i < 10; i++) {
            policy.waited(SHORT);
            policy.waited(LONG);
            assertFalse(policy.pays());
        }
    }

    @Test
    void itEndsWithTheFirstFailureAtFirst() {
        shortWaitsUntilItPays();
        policy.foundNothing();
        assertFalse(policy.pays());
    }

    @Test
    void whatHasPaidOftenMayFailSometimes() {
        shortWaitsUntilItPays();
        for (int i = 0; i < 100; i++) {
            policy.found();
            policy.found();
            policy.foundNothing();
            assertTrue(policy.pays());
        }
    }

    @Test
    void aLongWaitAfterAFailureIsNoSecondOne() {
        shortWaitsUntilItPays();
        policy.found();
        policy.found();
        policy.foundNothing();
        policy.waited(LONG);
        assertTrue(policy.pays());
    }

    @Test
    void itEndsAfterAFewFailuresInARowHoweverMuchItHasPaid() {
        shortWaitsUntilItPays();
        for (int i = 0; i < 1000; i++) {
            policy.found();
        }
        int failures = 0;
        for (; policy.pays(); failures++) {
            policy.foundNothing();
        }
        assertEquals(5, failures);
    }

    @Test
    void eachFailureInARowAsksForMoreShortWaits() {
        List<Integer> waits = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            waits.add(shortWaitsUntilItPays());
            policy.foundNothing();
        }
        assertEquals(List.of(2, 2, 4, 8, 16, 32, 64, 64, 64), waits);
    }

    @Test
    void whatWasOfUseIsTriedSoonAgain() {
        for (int i = 0; i < 9; i++) {
            shortWaitsUntilItPays();
            policy.foundNothing();
        }
        shortWaitsUntilItPays();
        policy.found();
        policy.foundNothing();
        assertEquals(2, shortWaitsUntilItPays());
    }

    @Test
    void noTimeAtAllNeverPays() {
        PollPolicy never = new PollPolicy(0, 2, false);
        for (int i = 0; i < 100; i++) {
            never.waited(0);
            assertFalse(never.pays());
        }
    }

    @Test
    void fewThatTakeTurnsWaitForAnswers() {
        for (int turn = 0; turn < 3; turn++) {
            for (int side = 0; side < RecentSides.FEW; side++) {
                wokenAfterAShortWait(side);
            }
        }
        assertTrue(policy.pays());
    }

    @Test
    void ofManyOthersComeMeanwhile() {
        for (int turn = 0; turn < 9; turn++) {
            for (int side = 0; side <= RecentSides.FEW; side++) {
                wokenAfterAShortWait(side);
                assertFalse(policy.pays());
            }
        }
    }

    @Test
    void whatIsFoundForOneOfManySpeaksAgainstIt() {
        shortWaitsUntilItPays();
        policy.woke(sides[0]);
        policy.found();
        assertFalse(policy.pays());
    }

    @Test
    void oneThatKeepsTakingTurnsIsKnownAmongOthers() {
        for (int other = 1; other <= RecentSides.FEW; other++) {
            policy.woke(sides[0]);
            policy.woke(sides[other]);
        }
        policy.woke(sides[0]);
        policy.woke(sides[0]);
        policy.waited(SHORT);
        policy.waited(SHORT);
        assertTrue(policy.pays());
    }

    private void wokenAfterAShortWait(int side) {
        policy.woke(sides[side]);
        policy.waited(SHORT);
    }

    private int shortWaitsUntilItPays() {
        int waits = 0;
        for (; !policy.pays(); waits++) {
            policy.waited(SHORT);
        }
        return waits;
    }
}
