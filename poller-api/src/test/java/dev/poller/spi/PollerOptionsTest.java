// SPDX-License-Identifier: Apache-2.0
package dev.poller.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollerOptionsTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "128, 4096"})
    void aBatchMayBeAsLargeAsTheLargest(int batch, int maxBatch) {
        assertEquals(batch, new PollerOptions(batch, maxBatch).batch());
        assertEquals(maxBatch, new PollerOptions(batch, maxBatch).maxBatch());
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-1, 1", "2, 1"})
    void whatCannotBeIsRefused(int batch, int maxBatch) {
        assertEquals(
                "batch must be 1 or more and at most maxBatch: " + batch + ", " + maxBatch,
                assertThrows(IllegalArgumentException.class, () -> new PollerOptions(batch, maxBatch))
                        .getMessage());
    }

    @Test
    void theUsualIsGosBatch() {
        assertEquals(new PollerOptions(128, 4096), PollerOptions.DEFAULTS);
    }
}
