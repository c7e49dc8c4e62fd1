// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.demo;

import dev.poller.cli.serve.Workers;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;

/** One of the two that carry a demo, the poller and the JDK: an echo server, and connections to it. Used once. */
interface Side {
    /** Before a line of its progress; may be empty. */
    String label();

    /** The threads of the clients. */
    Workers clients();

    /**
     * Starts the server.
     *
     * @param tally is told when it fails
     * @return where to connect to
     */
    SocketAddress serve(Tally tally) throws IOException;

    /** A connection of a client, on its own thread. */
    Connection connect(SocketAddress server, Duration atMost) throws IOException;

    /** Ends the server, and tells the tally what the clients cannot see: what failed there, and what is left behind. */
    void end(Tally tally, Duration atMost) throws IOException, InterruptedException;
}
