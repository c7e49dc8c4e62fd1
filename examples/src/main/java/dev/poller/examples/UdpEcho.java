// SPDX-License-Identifier: Apache-2.0
package dev.poller.examples;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.ThreadKind;
import dev.poller.blocking.datagram.UdpSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Sends a message to itself and back. */
public final class UdpEcho {
    // @start region="udp"
    public static void main(String[] args) throws IOException {
        Netpoll netpoll = Netpoll.shared();
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (UdpSocket server = UdpSocket.bind(netpoll, anyPort);
                UdpSocket client = UdpSocket.connect(netpoll, server.localAddress())) {
            ThreadKind.best().factory("echo-").newThread(() -> echoOne(server)).start();
            client.send(StandardCharsets.UTF_8.encode("hello"));
            ByteBuffer answer = ByteBuffer.allocate(100);
            client.receive(answer);
            System.out.println(StandardCharsets.UTF_8.decode(answer.flip()));
        }
    }

    private static void echoOne(UdpSocket socket) {
        ByteBuffer message = ByteBuffer.allocate(100);
        try {
            UdpSocket.Received received = socket.receive(message);
            socket.send(message.flip(), received.from());
        } catch (IOException failure) {
            System.err.println(failure.getMessage());
        }
    }
    // @end
}
