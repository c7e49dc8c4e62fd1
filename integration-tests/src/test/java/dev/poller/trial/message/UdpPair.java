// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.message;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Until;
import dev.poller.blocking.datagram.UdpSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Two UDP sockets; closes both. */
public final class UdpPair implements MessageTraffic.Pair {
    private final UdpSocket receiver;
    private final UdpSocket sender;

    public UdpPair(Netpoll netpoll) throws IOException {
        receiver = UdpSocket.bind(netpoll, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        sender = Opened.or(receiver, () -> UdpSocket.connect(netpoll, receiver.localAddress()));
    }

    @Override
    public void send(ByteBuffer message) throws IOException {
        sender.send(message);
    }

    @Override
    public int receive(ByteBuffer into, Until until) throws IOException {
        return receiver.receive(into, until).size();
    }

    @Override
    public void close() throws IOException {
        try (receiver) {
            sender.close();
        }
    }
}
