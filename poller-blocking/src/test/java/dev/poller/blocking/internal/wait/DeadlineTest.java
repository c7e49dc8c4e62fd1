// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    @Test
    void zeroAndNegativeHavePassed() {
        assertTrue(Deadline.passed(Deadline.after(Duration.ZERO)));
        assertTrue(Deadline.passed(Deadline.after(Duration.ofSeconds(Long.MIN_VALUE))));
    }

    @Test
    void theLongestDurationsNeverPass() {
        assertFalse(Deadline.passed(Deadline.after(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999))));
        assertFalse(Deadline.passed(Deadline.after(Duration.ofNanos(Long.MAX_VALUE))));
    }

    @Test
    void aDeadlineIsNeverTakenForNone() {
        assertNotEquals(Deadline.NONE, Deadline.after(Duration.ofNanos(-System.nanoTime())));
        assertFalse(Deadline.passed(Deadline.NONE));
    }

    @Test
    void aPointInTimeIsNotLaterThanItself() {
        assertTrue(Deadline.notLater(5, 5));
    }

    @Test
    void comparesAcrossTheOverflowOfTheClock() {
        assertTrue(Deadline.notLater(Long.MAX_VALUE, Long.MIN_VALUE));
        assertFalse(Deadline.notLater(Long.MIN_VALUE, Long.MAX_VALUE));
    }
}
