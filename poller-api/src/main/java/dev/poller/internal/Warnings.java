// SPDX-License-Identifier: Apache-2.0
package dev.poller.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Tells whoever runs the program what works, and works worse than it could. Each line is said once for as long as this
 * class is loaded. Any thread may call.
 */
public final class Warnings {
    /** The name of the {@link System.Logger}. */
    public static final String LOGGER = "dev.poller.Pollers";

    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private static volatile Consumer<String> listener = Warnings::log;

    private Warnings() {}

    /** Says a line, unless it has been said. */
    public static void say(String line) {
        if (SAID.add(line)) {
            listener.accept(line);
        }
    }

    /**
     * Has lines told to somebody else from now on. The agent's: a logger that is asked for before a program's main
     * keeps the program from choosing its own (java.util.logging.LogManager, {@code java.util.logging.manager}).
     *
     * @param listener called on the thread that says something
     */
    public static void tell(Consumer<String> listener) {
        Warnings.listener = listener;
    }

    static void log(String line) {
        System.getLogger(LOGGER).log(System.Logger.Level.WARNING, line);
    }
}
