// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** How long an assist goes on that finds nothing. */
class AssistPolicyTest {
    private static final long LONG = 3_600_000_000_000L;
    private static final int STRETCH = 4;

    private final PollPolicy oneOfMany = paying(LONG, false);

    @Test
    void itEndsWithTheSecondPollWhereBusyPollingDoesNotPay() {
        PollPolicy spell = new PollPolicy(LONG, 2, true);
        assertFalse(poll(spell, 0));
        assertTrue(poll(spell, 0));
    }

    @Test
    void anEventEndsIt() {
        PollPolicy spell = new PollPolicy(LONG, 2, true);
        assertFalse(poll(spell, 0));
        assertFalse(poll(spell, 1));
        assertFalse(poll(spell, 0));
        assertTrue(poll(spell, 0));
    }

    @Test
    void theFirstPollIsOneInAnyCase() {
        assertEquals(0, oneOfMany.assistTurn());
    }

    @Test
    void itGoesOnWhereBusyPollingPays() {
        for (int i = 0; i < 100; i++) {
            assertFalse(poll(oneOfMany, 0));
        }
    }

    /** Who has become ready on this carrier meanwhile waits for as long. */
    @Test
    void aTurnIsInProportionToWhatTheSpellHasLasted() {
        long before = System.nanoTime();
        assertFalse(poll(oneOfMany, 0));
        for (int i = 0; i < 10; i++) {
            long turn = oneOfMany.assistTurn();
            long most = STRETCH * (System.nanoTime() - before);
            assertTrue(turn <= most, turn + " > " + most);
        }
    }

    /** Or else the assist would poll once at a time, whatever pays. */
    @Test
    void aTurnIsNoShorterThanThat() {
        assertFalse(poll(oneOfMany, 0));
        long since = System.nanoTime();
        long least = 0;
        while (least == 0) {
            least = STRETCH * (System.nanoTime() - since);
        }
        long turn = oneOfMany.assistTurn();
        assertTrue(turn >= least, turn + " < " + least);
    }

    @Test
    void severalEventsAtOnceLeaveTheTimeToThoseWhoWorkForThem() {
        assertFalse(poll(oneOfMany, 2));
        assertFalse(poll(oneOfMany, 0));
        assertTrue(poll(oneOfMany, 0));
    }

    @Test
    void theOnlyCarrierHasNobodyToLeaveItTo() {
        PollPolicy alone = paying(LONG, true);
        assertFalse(poll(alone, 2));
        assertFalse(poll(alone, 0));
        assertFalse(poll(alone, 0));
    }

    @Test
    void severalEventsBeforeTheHandOverCountToo() {
        oneOfMany.assistBegins(2);
        assertFalse(poll(oneOfMany, 0));
        assertTrue(poll(oneOfMany, 0));
    }

    @Test
    void whatIsFoundInATurnSpeaksForBusyPolling() {
        for (int i = 0; i < 2; i++) {
            assertFalse(poll(oneOfMany, 0));
            assertFalse(poll(oneOfMany, 1));
        }
        oneOfMany.foundNothing(); // would be the end without them
        assertTrue(oneOfMany.pays());
    }

    @Test
    void itEndsWhenItHasLastedLongEnoughAndThatSpeaksAgainstBusyPolling() {
        PollPolicy spell = paying(1_000_000, true);
        for (boolean over = false; !over; ) {
            assertTrue(spell.pays());
            over = poll(spell, 0);
        }
        assertFalse(spell.pays());
    }

    @Test
    void severalEventsOfOnePollAreLoad() {
        PollPolicy policy = new PollPolicy(0, 3, false);
        assertTrue(policy.handsOver(3, false));
        assertFalse(policy.handsOver(2, false));
    }

    @Test
    void oneEventIsLoadIfTheLastOneHasNotBeenSeenTo() {
        PollPolicy policy = new PollPolicy(0, 3, false);
        assertTrue(policy.handsOver(1, true));
        assertFalse(policy.handsOver(0, true));
    }

    @Test
    void oneEventIsLoadIfItWouldHavePaidToPollOn() {
        assertTrue(oneOfMany.handsOver(1, false));
        assertFalse(oneOfMany.handsOver(0, false));
    }

    private static boolean poll(PollPolicy spell, int ready) {
        spell.assistTurn();
        return spell.assistEnds(ready);
    }

    private static PollPolicy paying(long nanos, boolean alone) {
        PollPolicy policy = new PollPolicy(nanos, 2, alone);
        policy.waited(0);
        policy.waited(0);
        return policy;
    }
}
