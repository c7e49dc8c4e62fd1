// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.libc;

import dev.poller.blocking.internal.end.Buffers.Buffer;
import dev.poller.blocking.internal.end.DatagramSocket;
import dev.poller.blocking.internal.end.Kind;
import dev.poller.libc.Constant;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A UDP socket of the C library. */
final class LibcDatagramSocket extends LibcEndpoint implements DatagramSocket, LibcOptioned {
    private @Nullable InetSocketAddress remote;

    private LibcDatagramSocket(SocketCalls calls, int fd) {
        super(calls, fd);
    }

    static LibcDatagramSocket open(SocketCalls calls, boolean dual) throws IOException {
        return new LibcDatagramSocket(calls, LibcSocket.socket(calls, Constant.SOCK_DGRAM, dual));
    }

    @Override
    public Kind kind() {
        return Kind.DATAGRAM_SOCKET;
    }

    @Override
    public void bind(InetSocketAddress local) throws IOException {
        calls.bind(fd, local);
    }

    @Override
    public void connect(InetSocketAddress to) throws IOException {
        int result = calls.connect(fd, to);
        if (result < 0) {
            throw calls.errors.connect(to, fd, result);
        }
        remote = to;
    }

    @Override
    public int receive(Packet into) throws IOException {
        Buffer peer = calls.buffers.take();
        try {
            long result;
            do {
                peer.bytes().putInt(SocketCalls.LENGTH, SocketCalls.LENGTH);
                result = calls.libc.recvfrom(
                        fd, into.memory().address(), LARGEST, 0, peer.address(), peer.address() + SocketCalls.LENGTH);
            } while (calls.errno.isInterrupted(result));
            if (result < 0) {
                return outcome("recvfrom", into, result);
            }
            into.size = (int) result;
            into.address = (InetSocketAddress)
                    calls.family.get(peer.bytes(), peer.bytes().getInt(SocketCalls.LENGTH));
            return into.size;
        } finally {
            calls.buffers.give(peer);
        }
    }

    @Override
    public int send(Packet packet) throws IOException {
        Buffer peer = calls.buffers.take();
        try {
            InetSocketAddress to = packet.address;
            int length = to == null ? 0 : calls.family.put(peer.bytes(), to);
            long result;
            do {
                result = calls.libc.sendto(
                        fd,
                        packet.memory().address(),
                        packet.size,
                        calls.noSignal,
                        length == 0 ? 0 : peer.address(),
                        length);
            } while (calls.errno.isInterrupted(result));
            return result < 0 ? outcome("sendto", packet, result) : packet.size;
        } finally {
            calls.buffers.give(peer);
        }
    }

    private int outcome(String call, Packet packet, long result) throws IOException {
        if (calls.errno.isAgain(result)) {
            return AGAIN;
        }
        InetSocketAddress peer = packet.address == null ? remote : packet.address;
        throw peer == null ? calls.errors.io(call, fd, result) : calls.errors.message(peer, call, fd, result);
    }

    @Override
    public InetSocketAddress localAddress() throws IOException {
        return (InetSocketAddress) calls.localAddress(fd);
    }

    @Override
    public @Nullable InetSocketAddress remoteAddress() {
        return remote;
    }
}
