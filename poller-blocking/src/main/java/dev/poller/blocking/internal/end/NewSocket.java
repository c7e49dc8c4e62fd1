// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A TCP socket that neither connects nor listens yet: its options and its address can still be set. One thread. */
public interface NewSocket extends Optioned {
    /**
     * Takes a local address.
     *
     * @throws java.net.BindException if it cannot be taken; the message names it
     */
    void bind(InetSocketAddress local) throws IOException;

    /** This end's; port 0 before {@link #bind}. */
    InetSocketAddress localAddress() throws IOException;

    /** The socket, for connecting. This is not to be used any more. */
    StreamSocket toConnect() throws IOException;

    /** The socket, listening. This is not to be used any more, unless it fails: then it is to be closed. */
    ListenSocket listen(int backlog) throws IOException;

    /** What it has become is registered now, or closed. */
    default void handedOver() {}

    /** Closes the socket; not after it has become another. */
    void close() throws IOException;
}
