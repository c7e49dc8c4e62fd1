// SPDX-License-Identifier: Apache-2.0
package dev.poller.oracle;

import dev.poller.UnixAddress;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.NetpollOptions;
import dev.poller.blocking.Until;
import dev.poller.blocking.datagram.SeqpacketListener;
import dev.poller.blocking.datagram.SeqpacketSocket;
import dev.poller.blocking.datagram.UdpSocket;
import dev.poller.blocking.datagram.UnixDatagramSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Set;

/** Opens sockets of messages of all kinds on one runtime, each connected to its peer. One thread. */
final class MessageEnds implements AutoCloseable {
    private final Raw raw = new Raw();
    private final Netpoll netpoll;
    private final Waiting waiting;
    private int names;

    MessageEnds(NetpollOptions options) throws IOException {
        netpoll = options.open();
        waiting = new Waiting(netpoll);
    }

    MessageEnd open(MessageKind kind) throws IOException {
        return switch (kind) {
            case UDP, UDP_CHANNEL -> udp(kind);
            case UNIX_DATAGRAM -> unixDatagram();
            case SEQPACKET -> seqpacket();
        };
    }

    private MessageEnd udp(MessageKind kind) throws IOException {
        Set<Integer> before = Sockets.open();
        UdpSocket peer = UdpSocket.bind(netpoll, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        int peerFd = Sockets.openedSince(before);
        Set<Integer> then = Sockets.open();
        UdpSocket near = UdpSocket.connect(netpoll, peer.localAddress());
        int fd = Sockets.openedSince(then);
        raw.connect(peerFd, fd);
        return new MessageEnd(raw, waiting, kind, Mailbox.of(near), fd, peer::close, peerFd);
    }

    private MessageEnd unixDatagram() throws IOException {
        Set<Integer> before = Sockets.open();
        UnixDatagramSocket peer = UnixDatagramSocket.bind(netpoll, name());
        int peerFd = Sockets.openedSince(before);
        Set<Integer> then = Sockets.open();
        UnixDatagramSocket near = UnixDatagramSocket.connect(netpoll, name(), peer.localAddress());
        int fd = Sockets.openedSince(then);
        raw.connect(peerFd, fd);
        return new MessageEnd(raw, waiting, MessageKind.UNIX_DATAGRAM, Mailbox.of(near), fd, peer::close, peerFd);
    }

    private MessageEnd seqpacket() throws IOException {
        try (SeqpacketListener listener = SeqpacketListener.open(netpoll, name())) {
            Set<Integer> before = Sockets.open();
            SeqpacketSocket near = SeqpacketSocket.connect(netpoll, listener.localAddress(), Until.in(Waiting.LONG));
            int fd = Sockets.openedSince(before);
            Set<Integer> then = Sockets.open();
            SeqpacketSocket peer = listener.accept(Until.in(Waiting.LONG));
            int peerFd = Sockets.openedSince(then);
            return new MessageEnd(raw, waiting, MessageKind.SEQPACKET, Mailbox.of(near), fd, peer::close, peerFd);
        }
    }

    /** A file that nobody has. */
    private UnixAddress name() {
        String name = "poller-oracle-" + ProcessHandle.current().pid() + "-" + names++;
        return UnixAddress.of(Path.of(System.getProperty("java.io.tmpdir"), name));
    }

    @Override
    public void close() {
        netpoll.close();
    }
}
