// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

/**
 * What a client library's sockets are. Immutable.
 *
 * @param name unique in its row
 * @param sockets who makes them
 * @param target comes behind the server's; in it {@code {socket}} is the path of the server's Unix socket
 */
public record ClientContender(String name, Sockets sockets, String target) {
    /** Who makes the sockets. */
    public enum Sockets {
        /** The JDK, and nothing else is on the class path. */
        JDK,
        /** The agent, and that flag is the only difference from the JDK's. */
        AGENT,
        /** A factory of Poller's that is on the class path. */
        POLLER,
        /** A factory of junixsocket's that is on the class path. */
        JUNIXSOCKET
    }

    /** Whether Poller's is the code that is measured. */
    boolean isOurs() {
        return sockets == Sockets.AGENT || sockets == Sockets.POLLER;
    }
}
