// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A stream socket that connects, or has been accepted. */
public interface StreamSocket extends ByteEndpoint, Awaited, Connector, HalfCloser, Optioned, Addressed {
    /** Process, user and group of the peer, for a Unix socket. */
    default int[] peerCredentials() throws IOException {
        throw new UnsupportedOperationException("this provider does not tell who the peer is; epoll on Linux does");
    }

    /** Sends bytes, at least 1, and descriptors with the first of them, without moving the buffer; as a write. */
    default int send(Parcel parcel) throws IOException {
        throw new UnsupportedOperationException(Parcel.NOT_HERE);
    }

    /**
     * Receives bytes into a buffer with room for at least 1, and moves it, and the descriptors that came with them;
     * as a read.
     */
    default int receive(Parcel parcel) throws IOException {
        throw new UnsupportedOperationException(Parcel.NOT_HERE);
    }

    /** Bytes and descriptors that travel together. One thread. */
    final class Parcel {
        /** Why not, where it is not possible. */
        public static final String NOT_HERE = "this provider passes no descriptors; epoll on Linux does";

        /** What is sent, or where what comes is put. */
        public final ByteBuffer bytes;

        /** How many descriptors may come. */
        public final int most;

        /** What goes along, or came along. */
        public int[] descriptors;

        /** More came than there was room for, or than this process may have. */
        public boolean cut;

        /** One to be sent, or to be received into. */
        public Parcel(ByteBuffer bytes, int most, int... descriptors) {
            this.bytes = bytes;
            this.most = most;
            this.descriptors = descriptors;
        }
    }
}
