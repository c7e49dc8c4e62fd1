// SPDX-License-Identifier: Apache-2.0
package dev.poller.spi;

import dev.poller.Capability;
import dev.poller.Poller;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a provider found out about itself on this machine.
 *
 * @param unavailable why it cannot be used; empty if it can
 * @param binding how it calls the operating system: {@code jna}, {@code ffm}, or {@code none} for pure Java
 * @param capabilities what its pollers can do here
 * @param systemCalls the optional system calls it looked for, each with what was found, in order of interest
 */
public record Probe(
        Optional<String> unavailable, String binding, Set<Capability> capabilities, Map<String, String> systemCalls) {
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    /** Copies the collections. */
    public Probe {
        capabilities = capabilities.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(capabilities));
        systemCalls = Collections.unmodifiableMap(new LinkedHashMap<>(systemCalls));
    }

    /** True if the provider can be used. */
    public boolean available() {
        return unavailable.isEmpty();
    }

    /**
     * The provider cannot be used.
     *
     * @param reason one line without a full stop
     */
    public static Probe unavailable(String reason) {
        return new Probe(Optional.of(reason), "none", Set.of(), Map.of());
    }

    /**
     * The provider can be used.
     *
     * @param binding {@code jna}, {@code ffm} or {@code none}
     * @param capabilities what its pollers can do here
     * @param systemCalls what was found of the optional calls
     */
    public static Probe available(String binding, Set<Capability> capabilities, Map<String, String> systemCalls) {
        return new Probe(Optional.empty(), binding, capabilities, systemCalls);
    }

    /**
     * Breaks and polls a new poller, which shows that its break channel is made, registered and heard: a call that
     * exists can still be refused.
     *
     * @param poller left open
     * @throws IOException if the poll fails or the break does not end it within five seconds
     */
    public static void exercise(Poller poller) throws IOException {
        poller.breakPoll();
        long start = System.nanoTime();
        poller.poll(PATIENCE_NANOS, (registration, readiness) -> {});
        if (System.nanoTime() - start >= PATIENCE_NANOS) {
            throw new IOException("a break did not end the poll");
        }
    }
}
