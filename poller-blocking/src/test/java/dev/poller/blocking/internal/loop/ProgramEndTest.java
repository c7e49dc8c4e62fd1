// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** For how long a loop sleeps between two looks; that it does is ProgramEndIT's. */
class ProgramEndTest {
    private static final long FOR_EVER = -1;

    @Test
    void itSleepsForLongerTheLongerNothingHappens() {
        long slept = 0;
        long[] expected = {50_000, 100_000, 200_000, 400_000, 800_000, 1_000_000, 1_000_000};
        for (long each : expected) {
            slept = ProgramEnd.sleep(FOR_EVER, slept);
            assertEquals(each, slept);
        }
    }

    @Test
    void itDoesNotSleepBeyondTheDeadline() {
        assertEquals(70, ProgramEnd.sleep(70, 1_000_000));
        assertEquals(1_000_000, ProgramEnd.sleep(3_600_000_000_000L, 1_000_000));
    }
}
