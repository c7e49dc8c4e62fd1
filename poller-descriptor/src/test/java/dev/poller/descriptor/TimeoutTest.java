// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeoutTest {
    private long now = Long.MAX_VALUE - 3;
    private final Timeout timeout = new Timeout(() -> now);

    @ParameterizedTest
    @ValueSource(longs = {1, 5, 1_000_000, Long.MAX_VALUE})
    void whatIsLeftShrinksWithTheClockAlsoWhenThatWraps(long nanos) {
        timeout.start(nanos);
        assertEquals(nanos, timeout.remaining());
        now += 4;
        assertEquals(Math.max(0, nanos - 4), timeout.remaining());
        assertEquals(nanos <= 4, timeout.isOver());
    }

    @Test
    void foreverIsNeverOver() {
        timeout.start(-7);
        now += Long.MAX_VALUE;
        assertEquals(Timeout.FOREVER, timeout.remaining());
        assertFalse(timeout.isOver());
    }

    @Test
    void zeroIsOverAtOnce() {
        timeout.start(0);
        assertEquals(0, timeout.remaining());
        assertTrue(timeout.isOver());
    }

    @ParameterizedTest
    @CsvSource({
        "-1, -1",
        "-9223372036854775808, -1",
        "0, 0",
        "1, 1",
        "999999, 1",
        "1000000, 1",
        "1000001, 2",
        "2147483646000001, 2147483647",
        "9223372036854775807, 2147483647"
    })
    void millisecondsAreRoundedUpAndCut(long nanos, int millis) {
        assertEquals(millis, Timeout.millis(nanos));
    }
}
