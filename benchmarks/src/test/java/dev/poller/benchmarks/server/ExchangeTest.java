// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What servers are told. */
class ExchangeTest {
    @Test
    void theUsualIsNotSaid() {
        assertEquals(List.of(), Exchange.ECHO.arguments());
    }

    @Test
    void everythingElseIsSaid() {
        assertEquals(
                List.of("--request", "64", "--reply", "4096", "--deadline", "30000", "--buffer", "32"),
                new Exchange(64, 4096, 30_000).withBuffer(32).arguments());
        assertEquals(List.of("--once"), Exchange.ECHO.onlyOnce().arguments());
    }

    @Test
    void onlyAnEchoCanEndAfterOne() {
        assertThrows(IllegalArgumentException.class, () -> new Exchange(64, 64, 0).onlyOnce());
    }
}
