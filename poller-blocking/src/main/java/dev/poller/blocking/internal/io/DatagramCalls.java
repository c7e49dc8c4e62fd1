// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.io;

import dev.poller.blocking.internal.end.DatagramSocket;
import dev.poller.blocking.internal.end.DatagramSocket.Packet;
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

    private DatagramCalls() {}
}
