// SPDX-License-Identifier: Apache-2.0
package dev.poller.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({
        "demo, demo, 0",
        "deom, demo, 1",
        "dem, demo, 1",
        "demoo, demo, 1",
        "dmo, demo, 1",
        "top, try, 2",
        "'', top, 3"
    })
    void slipsAreCounted(String typed, String word, int slips) {
        assertEquals(slips, Nearest.slips(typed, word));
    }

    @Test
    void theNearestWordIsMeantAndNoneIfAllAreFar() {
        List<String> words = List.of("demo", "doctor", "top", "try");
        assertEquals(Optional.of("demo"), Nearest.to("dmeo", words));
        assertEquals(Optional.of("doctor"), Nearest.to("docter", words));
        assertEquals(Optional.of("top"), Nearest.to("tp", words));
        assertEquals(Optional.empty(), Nearest.to("nope", words));
        assertEquals(Optional.empty(), Nearest.to("x", List.of("top")));
    }
}
