// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the middle half lies. */
class QuartilesTest {
    @Test
    void ofFiveTheyAreTheSecondAndTheFourth() {
        assertEquals(new Quartiles(2, 8), Quartiles.of(List.of(8, 1, 4, 2, 100)));
    }

    @Test
    void betweenTwoRoundsTheyAreInterpolated() {
        assertEquals(new Quartiles(12.5, 17.5), Quartiles.of(List.of(20, 10)));
    }

    @Test
    void ofOneTheyAreThatOne() {
        assertEquals("(1,234..1,234)", Quartiles.of(List.of(1234)).text());
    }
}
