// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

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
    void namesItsBits() {
        assertEquals("NONE", Readiness.of(0).toString());
        assertEquals(
                "READABLE|READ_CLOSED",
                Readiness.of(Readiness.READABLE | Readiness.READ_CLOSED).toString());
    }
}
