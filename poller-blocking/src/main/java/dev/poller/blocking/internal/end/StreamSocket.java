// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import java.io.IOException;

/** A stream socket that connects, or has been accepted. */
public interface StreamSocket extends ByteEndpoint, Awaited, Connector, HalfCloser, Optioned, Addressed {
    /** Process, user and group of the peer, for a Unix socket. */
    default int[] peerCredentials() throws IOException {
        throw new UnsupportedOperationException("this provider does not tell who the peer is; epoll on Linux does");
    }
}
