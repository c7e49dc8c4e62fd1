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
 * @param verdict whether it can be used
 * @param reason why it cannot, or cannot as well as it might, with what would help; empty if it works
 * @param binding how it calls the operating system: {@code jna}, {@code ffm}, or {@code none} for pure Java
 * @param capabilities what its pollers can do here
 * @param systemCalls the optional system calls it looked for, each with what was found, in order of interest
 */
public record Probe(
        Verdict verdict,
        Optional<String> reason,
        String binding,
        Set<Capability> capabilities,
        Map<String, String> systemCalls) {
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    /** Whether a provider can be used, and who has to be told if it cannot. */
    public enum Verdict {
        /** It works. */
        WORKS,
        /** It works, and something keeps it from working as well as it could: the user is told when it is taken. */
        WORKS_WITH_LESS,
        /** It is made for this system and does not work: the user is told when a lesser one is taken. */
        FAILS,
        /** It is made for other systems: that is as it should be. */
        FOREIGN,
        /** A setting asks for what cannot be: nothing is taken in its place. */
        MISCONFIGURED
    }

    /** Copies the collections. */
    public Probe {
        capabilities = capabilities.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(capabilities));
        systemCalls = Collections.unmodifiableMap(new LinkedHashMap<>(systemCalls));
    }

    /** True if the provider can be used. */
    public boolean available() {
        return verdict == Verdict.WORKS || verdict == Verdict.WORKS_WITH_LESS;
    }

    /** Why it cannot be used; empty if it can. */
    public Optional<String> unavailable() {
        return available() ? Optional.empty() : reason;
    }

    /**
     * The provider is made for this system and cannot be used.
     *
     * @param reason one line without a full stop, with what would help
     */
    public static Probe unavailable(String reason) {
        return refused(Verdict.FAILS, reason);
    }

    /**
     * The provider is made for other systems.
     *
     * @param reason one line without a full stop
     */
    public static Probe foreign(String reason) {
        return refused(Verdict.FOREIGN, reason);
    }

    /**
     * A setting asks the provider for what cannot be.
     *
     * @param reason one line without a full stop that begins with the setting
     */
    public static Probe misconfigured(String reason) {
        return refused(Verdict.MISCONFIGURED, reason);
    }

    private static Probe refused(Verdict verdict, String reason) {
        return new Probe(verdict, Optional.of(reason), "none", Set.of(), Map.of());
    }

    /**
     * The provider can be used.
     *
     * @param binding {@code jna}, {@code ffm} or {@code none}
     * @param capabilities what its pollers can do here
     * @param systemCalls what was found of the optional calls
     */
    public static Probe available(String binding, Set<Capability> capabilities, Map<String, String> systemCalls) {
        return new Probe(Verdict.WORKS, Optional.empty(), binding, capabilities, systemCalls);
    }

    /**
     * The same provider, which could work better.
     *
     * @param reason one line without a full stop, with what would help
     */
    public Probe withLess(String reason) {
        return new Probe(Verdict.WORKS_WITH_LESS, Optional.of(reason), binding, capabilities, systemCalls);
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
