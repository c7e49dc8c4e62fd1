// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** How long an assist goes on that finds nothing. */
class DrySpellTest {
    private static final long LONG = 3_600_000_000_000L;

    private final BusyPoll paying = paying(LONG);
    private final DrySpell oneOfMany = new DrySpell(paying, false);

    @Test
    void itEndsWithTheSecondPollWhereBusyPollingDoesNotPay() {
        DrySpell spell = new DrySpell(new BusyPoll(LONG), true);
        assertFalse(poll(spell, 0));
        assertTrue(poll(spell, 0));
    }

    @Test
    void anEventEndsIt() {
        DrySpell spell = new DrySpell(new BusyPoll(LONG), true);
        assertFalse(poll(spell, 0));
        assertFalse(poll(spell, 1));
        assertFalse(poll(spell, 0));
        assertTrue(poll(spell, 0));
    }

    @Test
    void theFirstPollIsOneInAnyCase() {
        assertEquals(0, oneOfMany.turn());
    }

    @Test
    void itGoesOnWhereBusyPollingPays() {
        for (int i = 0; i < 100; i++) {
            assertFalse(poll(oneOfMany, 0));
            assertTrue(oneOfMany.turn() > 0);
        }
    }

    @Test
    void eachTurnIsLongerThanTheOneBefore() {
        assertFalse(poll(oneOfMany, 0));
        long before = oneOfMany.turn();
        for (int i = 0; i < 10; i++) {
            long next = oneOfMany.turn();
            assertTrue(next >= before, before + " then " + next);
            before = next;
        }
    }

    @Test
    void severalEventsAtOnceLeaveTheTimeToThoseWhoWorkForThem() {
        assertFalse(poll(oneOfMany, 2));
        assertFalse(poll(oneOfMany, 0));
        assertEquals(0, oneOfMany.turn());
        assertTrue(oneOfMany.isOver(0));
    }

    @Test
    void theOnlyCarrierHasNobodyToLeaveItTo() {
        DrySpell alone = new DrySpell(paying, true);
        assertFalse(poll(alone, 2));
        assertFalse(poll(alone, 0));
        assertTrue(alone.turn() > 0);
    }

    @Test
    void severalEventsBeforeTheHandOverCountToo() {
        oneOfMany.reset(2);
        assertFalse(poll(oneOfMany, 0));
        assertEquals(0, oneOfMany.turn());
    }

    @Test
    void whatIsFoundInATurnSpeaksForBusyPolling() {
        assertFalse(poll(oneOfMany, 0));
        assertFalse(poll(oneOfMany, 1));
        paying.foundNothing();
        assertFalse(paying.pays());
        paying.waited(0);
        paying.waited(0);
        assertTrue(paying.pays());
    }

    @Test
    void itEndsWhenItHasLastedLongEnoughAndThatSpeaksAgainstBusyPolling() {
        BusyPoll brief = paying(1_000_000);
        DrySpell spell = new DrySpell(brief, true);
        for (boolean over = false; !over; ) {
            assertTrue(brief.pays());
            over = poll(spell, 0);
        }
        assertFalse(brief.pays());
    }

    private static boolean poll(DrySpell spell, int ready) {
        spell.turn();
        return spell.isOver(ready);
    }

    private static BusyPoll paying(long nanos) {
        BusyPoll busyPoll = new BusyPoll(nanos);
        busyPoll.waited(0);
        busyPoll.waited(0);
        return busyPoll;
    }
}
