// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import dev.poller.internal.KnownProperties;
import dev.poller.internal.Warnings;
import dev.poller.spi.Platform;
import dev.poller.spi.PollerOptions;
import java.io.IOException;
import java.util.Optional;

/**
 * Opens pollers over the provider that fits this machine: of all that {@link java.util.ServiceLoader} finds, the one
 * with the highest priority whose probe works.
 *
 * <p>The system property {@value #PROPERTY}, or else the environment variable {@value #VARIABLE}, forces one by name;
 * if that one is missing or does not work, opening fails and says why. Any thread may call these methods.
 *
 * <p>Where a better provider is made for this system and does not work, the {@link System.Logger} of this class's
 * name is told once, at level WARNING: which, why, and what would help.
 */
public final class Pollers {
    /** The system property that forces a provider. */
    public static final String PROPERTY = "poller.provider";

    /** The environment variable that forces a provider, if the property is not set. */
    public static final String VARIABLE = "POLLER_PROVIDER";

    private Pollers() {}

    /**
     * A new poller over the selected provider.
     *
     * @throws PollerUnavailableException if no provider works, or the forced one does not
     * @throws IOException if the operating system refuses
     */
    public static Poller open() throws IOException {
        return open(PollerOptions.DEFAULTS);
    }

    /**
     * A new poller over the selected provider.
     *
     * @param options sizes
     * @throws PollerUnavailableException if no provider works, or the forced one does not
     * @throws IOException if the operating system refuses
     */
    public static Poller open(PollerOptions options) throws IOException {
        return open(Forced.configured(), options);
    }

    /**
     * A new poller over the provider with this name, whatever the property and the variable say.
     *
     * @param provider a name, for example {@code nio}
     * @param options sizes
     * @throws PollerUnavailableException if there is no such provider or it does not work
     * @throws IOException if the operating system refuses
     */
    public static Poller open(String provider, PollerOptions options) throws IOException {
        return open(Optional.of(new Forced("provider", provider)), options);
    }

    /** Probes every provider and says what {@link #open()} would do. */
    public static PollerReport report() {
        return selection(Forced.configured()).report();
    }

    /**
     * Probes every provider and says what {@link #open(String, PollerOptions)} would do.
     *
     * @param provider a name, for example {@code nio}
     */
    public static PollerReport report(String provider) {
        return selection(Optional.of(new Forced("provider", provider))).report();
    }

    private static Poller open(Optional<Forced> forced, PollerOptions options) throws IOException {
        KnownProperties.misspelt().forEach(Warnings::say);
        Choice choice = selection(forced).choose();
        choice.warnings().forEach(Warnings::say);
        return choice.provider().init(options);
    }

    private static Selection selection(Optional<Forced> forced) {
        return new Selection(ProviderLoader.load(), Platform.current(), forced);
    }
}
