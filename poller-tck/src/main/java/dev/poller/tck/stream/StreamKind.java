// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Listener;
import dev.poller.blocking.Netpoll;
import java.io.IOException;

/**
 * How connections of one kind are made: the parameter of the suite, in the way of Go's nettest
 * (golang.org/x/net/nettest, MakePipe). Immutable; any thread.
 */
public interface StreamKind {
    /** For example {@code TCP}. */
    String name();

    /** A listener where nobody else listens. The test, or the runtime's close, closes it. */
    default Listener<?> listen(Netpoll netpoll) throws IOException {
        return listen(netpoll, Integer.MAX_VALUE);
    }

    /**
     * The same with a limit.
     *
     * @param backlog how many connections wait to be accepted
     */
    Listener<?> listen(Netpoll netpoll, int backlog) throws IOException;

    /** A connection to a listener of this kind, which need not be this runtime's. */
    ByteStream connect(Netpoll netpoll, Listener<?> listener) throws IOException;

    /** A connection whose buffers hold a few kilobytes in both directions, so that a writer soon waits. */
    Pair connectNarrow(Netpoll netpoll) throws IOException;

    /** False if this provider may refuse such connections. */
    default boolean expectedOn(String provider) {
        return true;
    }

    /** True if a listener may refuse because its queue is full. */
    boolean refusesWhenFull();

    /** True if {@link #reset} is possible. */
    boolean hasResets();

    /** Closes this end so that the peer sees a reset. */
    void reset(ByteStream stream) throws IOException;
}
