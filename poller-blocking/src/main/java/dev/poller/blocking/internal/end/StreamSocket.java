// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A stream socket that connects, or has been accepted. */
public interface StreamSocket extends ByteEndpoint, Awaited, Connector, HalfCloser, Optioned, Addressed {
    /** Process, user and group of the peer, for a Unix socket. */
    default int[] peerCredentials() throws IOException {
        throw new UnsupportedOperationException("this provider cannot identify the peer; epoll on Linux can");
    }

    /** How many bytes a read would find now, as far as the system tells; 0 at the end. */
    int available() throws IOException;

    /**
     * Sends a byte as TCP's urgent data; false if there is no room for it.
     *
     * @throws UnsupportedOperationException if this is no TCP socket
     */
    boolean sendUrgent(byte data) throws IOException;

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

        /** How many bytes one call moves if they are not in native memory: a buffer's, but for the descriptors. */
        public static final int ROOM = Buffers.SIZE - 4096;

        /** How many descriptors go with one call: a few less than Linux takes, as many as musl does. */
        public static final int MOST = 250;

        /** What is sent, or where what comes is put. */
        public final ByteBuffer bytes;

        /** How many descriptors may come. */
        public final int most;

        /** What goes along, or came along. */
        public int[] descriptors;

        /** How many bytes have come; of a message larger than the room, all it has. */
        public int size;

        /** More came than there was room for, or than this process may have. */
        public boolean cut;

        /** One to be sent, or to be received into. */
        public Parcel(ByteBuffer bytes, int most, int... descriptors) {
            check(most);
            check(descriptors.length);
            for (int descriptor : descriptors) {
                if (descriptor < 0) {
                    throw new IllegalArgumentException("not a descriptor: " + descriptor);
                }
            }
            this.bytes = bytes;
            this.most = most;
            this.descriptors = descriptors;
        }

        private static void check(int howMany) {
            if (howMany < 0 || howMany > MOST) {
                throw new IllegalArgumentException("0 to " + MOST + " descriptors, and not " + howMany);
            }
        }
    }
}
