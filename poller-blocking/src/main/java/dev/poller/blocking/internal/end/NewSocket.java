// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A socket that neither connects nor listens yet: its options and its address can still be set. One thread. */
public interface NewSocket extends Optioned, Addressed, Closeable {
    /**
     * Takes a local address.
     *
     * @throws java.net.BindException if it cannot be taken; the message names it
     */
    void bind(SocketAddress local) throws IOException;

    /**
     * Says who may connect to a Unix socket that has been bound to a file; before {@link #listen}.
     *
     * @throws UnsupportedOperationException if these sockets cannot
     */
    default void permit(Set<PosixFilePermission> permissions) throws IOException {
        throw new UnsupportedOperationException(
                "java.nio listens as soon as it binds, so that anybody could connect before"
                        + " the file has its permissions; the providers epoll and kqueue can set them");
    }

    /** The socket, for connecting. This is not to be used any more. */
    StreamSocket toConnect() throws IOException;

    /** The socket, listening. This is not to be used any more, unless it fails: then it is to be closed. */
    ListenSocket listen(int backlog) throws IOException;

    /** What it has become is registered now, or closed. */
    default void handedOver() {}
}
