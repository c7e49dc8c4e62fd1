// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.datagram;

import dev.poller.UnixAddress;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Until;
import dev.poller.blocking.datagram.UnixDatagramSocket;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.condition.OS;

/** Unix sockets of messages that are files: a connected one, and a bound one that answers it. */
final class UnixDatagramKind implements DatagramKind {
    static final UnixDatagramKind UNIX = new UnixDatagramKind();

    private UnixDatagramKind() {}

    @Override
    public String name() {
        return "Unix datagram";
    }

    @Override
    public MessagePair connect(Netpoll netpoll) throws IOException {
        UnixAddress address = SocketFiles.free();
        UnixDatagramSocket server = UnixDatagramSocket.bind(netpoll, address);
        try {
            UnixDatagramSocket client = UnixDatagramSocket.connect(netpoll, SocketFiles.free(), address);
            return new MessagePair(new End(client, address, true), new End(server, client.localAddress(), false));
        } catch (Throwable failure) {
            server.close();
            throw failure;
        }
    }

    /** Providers of channels have none. */
    @Override
    public boolean expectedOn(String provider) {
        return !provider.equals("nio");
    }

    /** Elsewhere it is net.local.dgram.maxdgram, 2048 on the smallest. */
    @Override
    public int largest() {
        return OS.LINUX.isCurrentOs() ? 65_535 : 2_000;
    }

    @Override
    public int underWay() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean sendWaits() {
        return true;
    }

    @Override
    public boolean hasEmptyMessages() {
        return true;
    }

    @Override
    public boolean clientSendsEmptyMessages(String provider) {
        return true;
    }

    @Override
    public boolean hasEnd() {
        return false;
    }

    private record End(UnixDatagramSocket socket, UnixAddress peer, boolean connected) implements MessageEnd {
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
            UnixDatagramSocket.Received received = socket.receive(target, until);
            return new Message(received.size(), received.truncated());
        }

        @Override
        public void look() throws IOException {
            socket.getOption(StandardSocketOptions.SO_RCVBUF);
            socket.setOption(StandardSocketOptions.SO_SNDBUF, 100_000);
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
