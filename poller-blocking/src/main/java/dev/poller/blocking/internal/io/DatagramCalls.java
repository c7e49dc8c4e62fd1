// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.io;

import dev.poller.blocking.internal.end.DatagramSocket;
import dev.poller.blocking.internal.end.DatagramSocket.Packet;
import dev.poller.blocking.internal.end.Packets;
import java.io.IOException;

/** Receiving and sending messages. Any thread. */
public final class DatagramCalls {
    /** Receives one message, which may be empty. Memory is lent only for the call that finds one. */
    public static final Operation<DatagramSocket, Packet> RECEIVE =
            new Operation<>(Operation.Direction.READ, false, DatagramSocket.LARGEST) {
                @Override
                int attempt(DatagramSocket endpoint, Packet packet, int offset, int length) throws IOException {
                    int size = DatagramSocket.AGAIN;
                    try {
                        size = endpoint.receive(packet);
                        return size;
                    } finally {
                        if (size < 0) {
                            packet.giveBack();
                        }
                    }
                }
            };

    /** Sends one message, which may be empty. */
    public static final Operation<DatagramSocket, Packet> SEND =
            new Operation<>(Operation.Direction.WRITE, false, DatagramSocket.LARGEST) {
                @Override
                int attempt(DatagramSocket endpoint, Packet packet, int offset, int length) throws IOException {
                    return endpoint.send(packet);
                }
            };

    /** Receives what has come, at least one message; how many. */
    public static final Operation<DatagramSocket, Packets> RECEIVE_SOME =
            new Operation<>(Operation.Direction.READ, Integer.MAX_VALUE, true) {
                @Override
                int attempt(DatagramSocket endpoint, Packets packets, int offset, int length) throws IOException {
                    return endpoint.receive(packets);
                }

                @Override
                int bytes(Packets packets, int outcome) {
                    return packets.bytes(0, outcome);
                }
            };

    /** Sends as many messages as {@code length} says. */
    public static final Operation<DatagramSocket, Packets> SEND_ALL =
            new Operation<>(Operation.Direction.WRITE, true, Integer.MAX_VALUE) {
                @Override
                int attempt(DatagramSocket endpoint, Packets packets, int offset, int length) throws IOException {
                    int count = endpoint.send(packets, offset, length);
                    packets.sent += Math.max(0, count);
                    return count;
                }

                @Override
                int bytes(Packets packets, int outcome) {
                    return packets.bytes(packets.sent - outcome, outcome);
                }
            };

    private DatagramCalls() {}
}
