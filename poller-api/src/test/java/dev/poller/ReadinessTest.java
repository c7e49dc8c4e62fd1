// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    @Test
    void everyValueExistsOnce() {
        for (int bits = 0; bits < 64; bits++) {
            assertSame(Readiness.of(bits), Readiness.of(bits));
            assertEquals(bits, Readiness.of(bits).bits());
        }
    }

    @Test
    void eachBitHasItsQuestion() {
        List<Predicate<Readiness>> questions = List.of(
                Readiness::readable,
                Readiness::writable,
                Readiness::readClosed,
                Readiness::writeClosed,
                Readiness::error,
                Readiness::priority);
        List<Integer> bits = List.of(
                Readiness.READABLE,
                Readiness.WRITABLE,
                Readiness.READ_CLOSED,
                Readiness.WRITE_CLOSED,
                Readiness.ERROR,
                Readiness.PRIORITY);
        for (int i = 0; i < bits.size(); i++) {
            for (int j = 0; j < bits.size(); j++) {
                assertEquals(i == j, questions.get(i).test(Readiness.of(bits.get(j))), i + ", " + j);
            }
        }
    }

    @Test
    void namesItsBits() {
        assertEquals("NONE", Readiness.of(0).toString());
        assertEquals(
                "READABLE|READ_CLOSED",
                Readiness.of(Readiness.READABLE | Readiness.READ_CLOSED).toString());
    }
}
