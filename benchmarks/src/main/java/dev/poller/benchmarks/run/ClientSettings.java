// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import java.util.List;
import java.util.Locale;

/**
 * What a run of client libraries is asked to do. Immutable.
 *
 * @param rows in the order of measurement
 * @param rounds in which the contenders of a row alternate
 * @param seconds of one measurement
 * @param warmUp seconds before it: each has a JVM of its own
 * @param java runs the clients
 * @param threads one for each connection
 */
public record ClientSettings(
        List<ClientRow> rows, int rounds, double seconds, double warmUp, ClientJava java, Threads threads) {
    /** On what kind of threads the clients' connections are. */
    public enum Threads {
        /** Virtual ones, from Java 21 on. */
        VIRTUAL,
        /** Platform threads. */
        PLATFORM;

        /** As it is written on command lines and in reports. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
