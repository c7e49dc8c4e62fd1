// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.nio;

import dev.poller.blocking.internal.address.AddressText;
import dev.poller.blocking.internal.end.Buffers;
import dev.poller.blocking.internal.end.DatagramSocket;
import dev.poller.blocking.internal.end.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import org.jspecify.annotations.Nullable;

/** A {@link DatagramChannel} in non-blocking mode. */
final class NioDatagramSocket extends NioEndpoint<DatagramChannel> implements DatagramSocket {
    private @Nullable SocketAddress remote;

    NioDatagramSocket(DatagramChannel channel, Buffers buffers) throws IOException {
        super(channel, buffers);
    }

    @Override
    public Kind kind() {
        return Kind.DATAGRAM_SOCKET;
    }

    @Override
    public void bind(SocketAddress local) throws IOException {
        try {
            channel.bind(local);
        } catch (SocketException refused) {
            throw NioSocket.named(refused, local);
        }
    }

    @Override
    public void connect(SocketAddress to) throws IOException {
        try {
            channel.connect(to);
        } catch (SocketException refused) {
            throw NioStream.named(refused, to);
        }
        remote = to;
    }

    @Override
    public Buffers buffers() {
        return buffers;
    }

    @Override
    public int receive(Packet into) throws IOException {
        ByteBuffer bytes = into.memory().bytes().clear();
        SocketAddress from = channel.receive(bytes);
        if (from == null) {
            return AGAIN;
        }
        into.size = bytes.position();
        into.address = from;
        bytes.clear();
        return into.size;
    }

    /** A channel says 0 for "would block", and for an empty message that has been sent. */
    @Override
    public int send(Packet packet) throws IOException {
        ByteBuffer bytes = packet.memory().bytes().clear().limit(packet.size);
        SocketAddress to = packet.address;
        if (to == null && packet.size == 0) {
            // DatagramChannel.write and send return 0 then, and have sent nothing.
            throw new UnsupportedOperationException("a connected channel of java.nio cannot send an empty message; "
                    + "providers that watch descriptors can, such as epoll");
        }
        try {
            int sent = to == null ? channel.write(bytes) : channel.send(bytes, to);
            return sent == 0 && packet.size > 0 ? AGAIN : packet.size;
        } catch (ClosedChannelException | PortUnreachableException told) {
            throw told;
        } catch (IOException failure) {
            SocketAddress about = to == null ? remote : to;
            String where = about == null ? "" : ": " + AddressText.of(about);
            throw (IOException) new SocketException("send: " + failure.getMessage() + where).initCause(failure);
        } finally {
            bytes.clear();
        }
    }

    @Override
    public Closeable join(InetAddress group, NetworkInterface by) throws IOException {
        MembershipKey membership = channel.join(group, by);
        return membership::drop;
    }

    @Override
    public @Nullable SocketAddress remoteAddress() {
        return remote;
    }
}
