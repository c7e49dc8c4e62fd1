// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.Poller;
import dev.poller.Pollers;
import dev.poller.spi.PollerOptions;
import java.io.IOException;
import java.util.Optional;

/** How a {@link Netpoll} is opened. Immutable: each method returns a changed copy. */
public final class NetpollOptions {
    static final NetpollOptions DEFAULTS = new NetpollOptions(Optional.empty());

    private final Optional<String> provider;

    private NetpollOptions(Optional<String> provider) {
        this.provider = provider;
    }

    /**
     * Forces a provider by name, whatever the property {@value Pollers#PROPERTY} and the variable {@value
     * Pollers#VARIABLE} say.
     *
     * @param name for example {@code nio}
     */
    public NetpollOptions provider(String name) {
        return new NetpollOptions(Optional.of(name));
    }

    /**
     * Opens a runtime with these options.
     *
     * @throws dev.poller.PollerUnavailableException if no provider works, or the forced one does not
     * @throws IOException if the operating system refuses
     */
    public Netpoll open() throws IOException {
        return Netpoll.start(poller());
    }

    private Poller poller() throws IOException {
        return provider.isPresent() ? Pollers.open(provider.get(), PollerOptions.DEFAULTS) : Pollers.open();
    }
}
