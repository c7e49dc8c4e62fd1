// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import java.util.List;

/**
 * One library with so many connections. Immutable.
 *
 * @param name unique
 * @param kind of the server
 * @param connections each with a thread of its own
 * @param contenders the one that the others are compared with first
 */
public record ClientRow(String name, Kind kind, int connections, List<ClientContender> contenders) {
    /** The servers that there are. */
    public enum Kind {
        /** redis-server. */
        REDIS,
        /** PostgreSQL. */
        POSTGRES,
        /** nginx. */
        NGINX,
        /** The echo in C. */
        ECHO
    }

    /** Whether this is its name, or that of its library. */
    boolean isNamed(String text) {
        return name.equals(text) || name.substring(0, name.lastIndexOf('-')).equals(text);
    }
}
