// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.internal.runtime.ProgramLoops;
import dev.poller.internal.Warnings;
import java.io.IOException;
import java.net.SocketImplFactory;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What the agent calls. */
final class Installation {
    private static final String MADE_OF_CHANNELS = "nio";

    private Installation() {}

    /**
     * Has warnings told to somebody who does not disturb the program; before anything else. Any thread.
     *
     * @param listener takes a line
     */
    static void tellWarnings(Consumer<String> listener) {
        Warnings.tell(listener);
    }

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

    /**
     * Has the shared runtime run virtual threads on its loops; before it is opened. Any thread.
     *
     * @return the loop for a new virtual thread; asked by the thread that makes it
     * @throws UnsupportedOperationException if there can be no such loops; the message says why
     * @throws IOException if there can be no runtime; the message says why
     */
    static Supplier<Executor> loops() throws IOException {
        ProgramLoops.want();
        try {
            Netpoll.shared();
            return ProgramLoops::next;
        } catch (Throwable failure) {
            ProgramLoops.giveUp();
            throw failure;
        }
    }

    /** What was on the loops, in a line. Any thread. */
    static String threads() {
        return ProgramLoops.line();
    }

    /** How many there were, in a line; a second one if nobody can tell Poller's channels from others. Any thread. */
    static String[] report() throws IOException {
        String provider = Netpoll.shared().provider();
        return provider.equals(MADE_OF_CHANNELS)
                ? new String[] {
                    Tally.line(), "the provider " + provider + " uses channels, so other channels are not reported"
                }
                : new String[] {Tally.line()};
    }
}
