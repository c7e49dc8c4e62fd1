// SPDX-License-Identifier: Apache-2.0
package dev.poller.spi;

import dev.poller.Poller;
import java.io.IOException;

/**
 * Makes pollers over one kernel interface. Found by {@link java.util.ServiceLoader}; its methods may be called from any
 * thread and more than once.
 */
public interface PollerProvider {
    /** What a user types to force this provider; lower case, unique. */
    String name();

    /** Among those available the highest is taken: 100 for a kernel's own interface, 0 for the portable one. */
    int priority();

    /**
     * Finds out whether this provider works here, by making, breaking, polling and closing a poller.
     *
     * @param platform the machine; providers decide by this and never ask for themselves
     * @return what was found; that something is missing is an answer and not an exception
     */
    Probe probe(Platform platform);

    /**
     * Makes a poller with its break channel registered.
     *
     * @param options sizes and limits
     * @throws IOException if the operating system refuses; nothing is left behind then
     */
    Poller init(PollerOptions options) throws IOException;
}
