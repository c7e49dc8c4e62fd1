// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.datagram;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Until;
import dev.poller.blocking.datagram.UdpSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.condition.OS;

/** UDP over the loopback interface: a connected socket, and a bound one that answers it. */
final class UdpKind implements DatagramKind {
    static final UdpKind UDP = new UdpKind();

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private UdpKind() {}

    @Override
    public String name() {
        return "UDP";
    }

    @Override
    public MessagePair connect(Netpoll netpoll) throws IOException {
        UdpSocket server = UdpSocket.bind(netpoll, ANY_PORT);
        try {
            UdpSocket client = UdpSocket.connect(netpoll, server.localAddress());
            return new MessagePair(
                    new End(client, server.localAddress(), true), new End(server, client.localAddress(), false));
        } catch (Throwable failure) {
            server.close();
            throw failure;
        }
    }

    @Override
    public boolean expectedOn(String provider) {
        return true;
    }

    /** macOS sends no more than net.inet.udp.maxdgram unless it is told to. */
    @Override
    public int largest() {
        return OS.LINUX.isCurrentOs() ? 65_507 : 9_000;
    }

    /** What does not fit into the queue is lost. */
    @Override
    public int underWay() {
        return 32;
    }

    @Override
    public boolean sendWaits() {
        return false;
    }

    @Override
    public boolean hasEmptyMessages() {
        return true;
    }

    /** A connected DatagramChannel sends nothing then. */
    @Override
    public boolean clientSendsEmptyMessages(String provider) {
        return !provider.equals("nio");
    }

    @Override
    public boolean hasEnd() {
        return false;
    }

    private record End(UdpSocket socket, InetSocketAddress peer, boolean connected) implements MessageEnd {
        @Override
        public void send(ByteBuffer source, Until until) throws IOException {
            if (connected) {
                socket.send(source, until);
            } else {
                socket.send(source, peer, until);
            }
        }

        @Override
        public Message receive(ByteBuffer target, Until until) throws IOException {
            UdpSocket.Received received = socket.receive(target, until);
            return new Message(received.size(), received.truncated());
        }

        @Override
        public void look() throws IOException {
            socket.getOption(StandardSocketOptions.SO_RCVBUF);
            socket.setOption(StandardSocketOptions.SO_BROADCAST, true);
            socket.supportedOptions();
            socket.localAddress();
        }

        @Override
        public boolean isOpen() {
            return socket.isOpen();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
