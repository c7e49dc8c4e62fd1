// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** How long an assist goes on that finds nothing. */
class DrySpellTest {
    private static final long LONG = 3_600_000_000_000L;
    private static final int STRETCH = 4;

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
        }
    }

    /** Who has become ready on this carrier meanwhile waits for as long. */
    @Test
    void aTurnIsInProportionToWhatTheSpellHasLasted() {
        long before = System.nanoTime();
        assertFalse(poll(oneOfMany, 0));
        for (int i = 0; i < 10; i++) {
            long turn = oneOfMany.turn();
            long most = STRETCH * (System.nanoTime() - before);
            assertTrue(turn <= most, turn + " > " + most);
        }
    }

    @Test
    void severalEventsAtOnceLeaveTheTimeToThoseWhoWorkForThem() {
        assertFalse(poll(oneOfMany, 2));
        assertFalse(poll(oneOfMany, 0));
        assertTrue(poll(oneOfMany, 0));
    }

    @Test
    void theOnlyCarrierHasNobodyToLeaveItTo() {
        DrySpell alone = new DrySpell(paying, true);
        assertFalse(poll(alone, 2));
        assertFalse(poll(alone, 0));
        assertFalse(poll(alone, 0));
    }

    @Test
    void severalEventsBeforeTheHandOverCountToo() {
        oneOfMany.reset(2);
        assertFalse(poll(oneOfMany, 0));
        assertTrue(poll(oneOfMany, 0));
    }

    @Test
    void whatIsFoundInATurnSpeaksForBusyPolling() {
        for (int i = 0; i < 2; i++) {
            assertFalse(poll(oneOfMany, 0));
            assertFalse(poll(oneOfMany, 1));
        }
        paying.foundNothing(); // would be the end without them
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
