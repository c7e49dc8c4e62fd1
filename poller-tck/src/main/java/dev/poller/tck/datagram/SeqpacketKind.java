// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.datagram;

import dev.poller.UnixAddress;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Until;
import dev.poller.blocking.datagram.SeqpacketListener;
import dev.poller.blocking.datagram.SeqpacketSocket;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;

/** Connections of messages (SOCK_SEQPACKET). */
final class SeqpacketKind implements DatagramKind {
    static final SeqpacketKind SEQPACKET = new SeqpacketKind();

    private SeqpacketKind() {}

    @Override
    public String name() {
        return "seqpacket";
    }

    @Override
    public MessagePair connect(Netpoll netpoll) throws IOException {
        UnixAddress address = SocketFiles.free();
        try (SeqpacketListener listener = SeqpacketListener.open(netpoll, address)) {
            SeqpacketSocket client = SeqpacketSocket.connect(netpoll, address);
            try {
                return new MessagePair(new End(client), new End(listener.accept()));
            } catch (Throwable failure) {
                client.close();
                throw failure;
            }
        }
    }

    @Override
    public boolean expectedOn(String provider) {
        return provider.equals("epoll");
    }

    @Override
    public int largest() {
        return 150_000;
    }

    @Override
    public int underWay() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean sendWaits() {
        return true;
    }

    /** One could not be told from the end. */
    @Override
    public boolean hasEmptyMessages() {
        return false;
    }

    @Override
    public boolean clientSendsEmptyMessages(String provider) {
        return false;
    }

    @Override
    public boolean hasEnd() {
        return true;
    }

    private record End(SeqpacketSocket socket) implements MessageEnd {
        @Override
        public void send(ByteBuffer source, Until until) throws IOException {
            socket.send(source, until);
        }

        @Override
        public Message receive(ByteBuffer target, Until until) throws IOException {
            SeqpacketSocket.Received received = socket.receive(target, 0, until);
            return new Message(received.size(), received.truncated());
        }

        @Override
        public void look() throws IOException {
            socket.getOption(StandardSocketOptions.SO_RCVBUF);
            socket.setOption(StandardSocketOptions.SO_SNDBUF, 100_000);
            socket.peer();
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
