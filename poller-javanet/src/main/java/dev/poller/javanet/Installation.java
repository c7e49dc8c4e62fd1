// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import dev.poller.blocking.Netpoll;
import java.io.IOException;
import java.net.SocketImplFactory;

/** What the agent calls. */
final class Installation {
    private static final String MADE_OF_CHANNELS = "nio";

    private Installation() {}

    /**
     * What makes sockets, and what makes server sockets. Any thread.
     *
     * @throws IOException if there can be no runtime; the message says why
     */
    static SocketImplFactory[] factories() throws IOException {
        Netpoll.shared();
        Sockets.SHARED.options(
                false); // Every socket is asked for them, and the functions that sockets call are linked.
        return new SocketImplFactory[] {PollerSockets.sockets(), PollerSockets.serverSockets()};
    }

    /** How many there were, in a line; a second one if nobody can tell Poller's channels from others. Any thread. */
    static String[] report() throws IOException {
        String provider = Netpoll.shared().provider();
        return provider.equals(MADE_OF_CHANNELS)
                ? new String[] {
                    Tally.line(), "the provider " + provider + " uses channels, so that others are not told of"
                }
                : new String[] {Tally.line()};
    }
}
