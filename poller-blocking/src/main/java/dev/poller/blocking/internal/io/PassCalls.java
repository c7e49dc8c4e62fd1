// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.io;

import dev.poller.blocking.internal.end.Buffers;
import dev.poller.blocking.internal.end.StreamSocket;
import dev.poller.blocking.internal.end.StreamSocket.Parcel;
import java.io.IOException;

/** Sending and receiving descriptors with bytes. Any thread. */
public final class PassCalls {
    /** Sends all bytes, at least 1, the descriptors with the first of them; the position moves as in a write. */
    public static final Operation<StreamSocket, Parcel> SEND =
            Operation.writing(Buffers.SIZE, (endpoint, parcel, offset, length) -> {
                int count = offset == 0 ? endpoint.send(parcel) : endpoint.write(parcel.bytes);
                if (count > 0) {
                    parcel.bytes.position(parcel.bytes.position() + count);
                }
                return count;
            });

    /** Receives what has come, at least 1 byte; the position moves. It stops behind descriptors: more may be there. */
    public static final Operation<StreamSocket, Parcel> RECEIVE = new Operation<>(
            Operation.Direction.READ,
            Buffers.SIZE,
            true,
            (endpoint, parcel, offset, length) -> endpoint.receive(parcel));

    private PassCalls() {}

    /** Process, user and group of the peer. */
    public static int[] peer(Handle<StreamSocket> handle) throws IOException {
        return handle.use(StreamSocket::peerCredentials);
    }
}
