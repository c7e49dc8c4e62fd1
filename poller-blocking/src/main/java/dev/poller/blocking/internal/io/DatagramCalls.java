// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.io;

import dev.poller.blocking.internal.end.DatagramSocket;
import dev.poller.blocking.internal.end.DatagramSocket.Packet;
import dev.poller.blocking.internal.end.Packets;
import dev.poller.blocking.internal.wait.Deadline;
import dev.poller.blocking.internal.wait.Limit;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Receiving and sending messages. Any thread. */
public final class DatagramCalls {
    /** Receives one message, which may be empty. Memory is lent only for the call that finds one. */
    public static final Operation<DatagramSocket, Packet> RECEIVE =
            Operation.reading(DatagramSocket.LARGEST, (endpoint, packet, offset, length) -> {
                int size = DatagramSocket.AGAIN;
                try {
                    size = endpoint.receive(packet);
                    return size;
                } finally {
                    if (size < 0) {
                        packet.giveBack();
                    }
                }
            });

    /** Sends one message, which may be empty. */
    private static final Operation<DatagramSocket, Packet> SEND = new Operation<>(
            Operation.Direction.WRITE, DatagramSocket.LARGEST, true, (endpoint, packet, offset, length) -> {
                int outcome = endpoint.send(packet);
                packet.full = outcome == DatagramSocket.FULL;
                return packet.full ? 0 : outcome;
            });

    /** Receives what has come, at least one message; how many. */
    public static final Operation<DatagramSocket, Packets> RECEIVE_SOME =
            new Operation<>(Operation.Direction.READ, Integer.MAX_VALUE, true, new Operation.Call<>() {
                @Override
                public int attempt(DatagramSocket endpoint, Packets packets, int offset, int length)
                        throws IOException {
                    return endpoint.receive(packets);
                }

                @Override
                public int bytes(Packets packets, int outcome) {
                    return packets.bytes(0, outcome);
                }
            });

    /** Sends as many messages as {@code length} says. */
    public static final Operation<DatagramSocket, Packets> SEND_ALL =
            Operation.writing(Integer.MAX_VALUE, new Operation.Call<>() {
                @Override
                public int attempt(DatagramSocket endpoint, Packets packets, int offset, int length)
                        throws IOException {
                    int count = endpoint.send(packets, offset, length);
                    packets.sent += Math.max(0, count);
                    return count;
                }

                @Override
                public int bytes(Packets packets, int outcome) {
                    return packets.bytes(packets.sent - outcome, outcome);
                }
            });

    private DatagramCalls() {}

    /**
     * Sends one message. Where nobody tells when its receiver has room again it tries again and again.
     *
     * @param limit null for nothing
     */
    public static void send(Handle<DatagramSocket> handle, Packet packet, @Nullable Limit limit) throws IOException {
        SEND.run(handle, packet, 0, DatagramSocket.LARGEST, limit);
        if (packet.full) {
            Limit within =
                    limit == null ? new Limit("Send", Deadline.NONE, null, false, false, handle.timers()) : limit;
            Rest rest = new Rest();
            while (packet.full) {
                rest.take(handle, within);
                SEND.run(handle, packet, 0, DatagramSocket.LARGEST, within);
            }
        }
    }
}
