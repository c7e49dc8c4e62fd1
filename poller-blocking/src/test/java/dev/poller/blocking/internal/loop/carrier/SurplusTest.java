// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop.carrier;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SurplusTest {
    private final Surplus surplus = new Surplus(2);

    @Test
    void eachLoopIsMarkedByItself() {
        surplus.mark(1);
        assertTrue(surplus.isMarked(1));
        assertFalse(surplus.isMarked(0));
    }

    @Test
    void itIsEvenUntilALoopIsMarkedAndOnceNoneIs() {
        assertTrue(surplus.isEven());
        surplus.mark(0);
        surplus.mark(1);
        surplus.unmark(0);
        assertFalse(surplus.isEven());
        surplus.unmark(1);
        assertTrue(surplus.isEven());
    }

    /** The loop's own carrier and one that found nothing to take may both say so. */
    @Test
    void aSecondMarkCountsAsOne() {
        surplus.mark(0);
        surplus.mark(0);
        surplus.unmark(0);
        assertTrue(surplus.isEven());
        surplus.unmark(0);
        surplus.mark(1);
        assertFalse(surplus.isEven());
    }
}
