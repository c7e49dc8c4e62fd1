// SPDX-License-Identifier: Apache-2.0
package dev.poller.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.Capability;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProbeTest {
    @Test
    void keepsItsOwnCopies() {
        Set<Capability> capabilities = EnumSet.of(Capability.EDGE);
        Map<String, String> calls = new LinkedHashMap<>(Map.of("eventfd", "yes"));
        Probe probe = Probe.available("jna", capabilities, calls);
        capabilities.clear();
        calls.clear();
        assertEquals(Set.of(Capability.EDGE), probe.capabilities());
        assertEquals(List.of("eventfd"), List.copyOf(probe.systemCalls().keySet()));
        assertThrows(
                UnsupportedOperationException.class, () -> probe.systemCalls().clear());
    }

    @Test
    void anUnavailableOneCarriesItsReasonAndNothingElse() {
        Probe probe = Probe.unavailable("needs Linux");
        assertFalse(probe.available());
        assertEquals("needs Linux", probe.unavailable().orElseThrow());
        assertEquals(Set.of(), probe.capabilities());
    }

    @Test
    void sizesThatMakeNoSenseAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new PollerOptions(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new PollerOptions(2, 1));
        assertTrue(PollerOptions.DEFAULTS.batch() <= PollerOptions.DEFAULTS.maxBatch());
    }
}
