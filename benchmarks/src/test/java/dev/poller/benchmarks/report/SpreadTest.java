// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Medians and ratios. */
class SpreadTest {
    @Test
    void ofAnOddNumberTheMedianIsTheOneInTheMiddle() {
        assertEquals(new Spread(3, 1, 9, 3), Spread.of(List.of(9, 1, 3)));
    }

    @Test
    void ofAnEvenNumberTheMedianLiesBetweenTheTwoInTheMiddle() {
        assertEquals(new Spread(2.5, 1, 40, 4), Spread.of(List.of(40.0, 1.0, 2.0, 3.0)));
    }

    @Test
    void ofNothingThereIsNoMedian() {
        assertEquals(Spread.NONE, Spread.of(List.<Double>of()));
        assertTrue(Double.isNaN(Spread.NONE.median()));
    }

    @Test
    void aRatioIsOfMedians() {
        assertEquals(1.5, Spread.of(List.of(1, 3, 100)).ratioTo(Spread.of(List.of(2))));
    }

    @Test
    void aRatioToWhatIsMissingIsNoNumber() {
        assertTrue(Double.isNaN(Spread.of(List.of(1)).ratioTo(Spread.NONE)));
        assertTrue(Double.isNaN(Spread.of(List.of(1)).ratioTo(Spread.of(List.of(0)))));
    }
}
