// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SlopeTest {
    @Test
    void aLineRisesByWhatItsEndsDiffer() {
        assertEquals(6, Slope.rise(List.of(1.0, 3.0, 5.0, 7.0)), 1e-9);
    }

    @Test
    void whatStaysDoesNotRise() {
        assertEquals(0, Slope.rise(List.of(4.0, 4.0, 4.0)), 1e-9);
    }

    @Test
    void oneValueDoesNotRise() {
        assertEquals(0, Slope.rise(List.of(4.0)), 1e-9);
    }

    @Test
    void aPeakInTheMiddleIsNoRise() {
        assertEquals(0, Slope.rise(List.of(1.0, 9.0, 1.0)), 1e-9);
    }
}
