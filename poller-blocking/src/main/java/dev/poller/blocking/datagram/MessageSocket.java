// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.datagram;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Until;
import dev.poller.blocking.internal.end.DatagramSocket;
import dev.poller.blocking.internal.end.DatagramSocket.Packet;
import dev.poller.blocking.internal.io.DatagramCalls;
import dev.poller.blocking.internal.io.Handle;
import dev.poller.blocking.internal.runtime.Access;
import java.io.IOException;
import java.lang.ref.Reference;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.NotYetConnectedException;
import org.jspecify.annotations.Nullable;

/**
 * A socket of messages, bound or connected. Any thread.
 *
 * @param <S> this
 * @param <A> the kind of address
 */
abstract class MessageSocket<S, A extends SocketAddress> extends OpenSocket<S, A, DatagramSocket> {
    MessageSocket(Netpoll netpoll, Handle<DatagramSocket> handle, @Nullable A remote) throws IOException {
        super(netpoll, handle, remote);
    }

    final Packet receivePacket(ByteBuffer target, Until until) throws IOException {
        if (target.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        Packet packet = packet();
        try {
            run(DatagramCalls.RECEIVE, packet, DatagramSocket.LARGEST, until, "Receive");
            packet.moved = Math.min(Math.min(packet.size, DatagramSocket.LARGEST), target.remaining());
            target.put(packet.memory().bytes().clear().limit(packet.moved));
            return packet;
        } finally {
            packet.giveBack();
        }
    }

    final void checkPeer(A to) {
        A remote = peerAddress();
        if (remote != null && !remote.equals(to)) {
            throw new IllegalArgumentException("connected to " + remote + ", so that nothing can be sent to " + to);
        }
    }

    final void sendTo(ByteBuffer source, @Nullable A to, Until until) throws IOException {
        int size = source.remaining();
        if (size > DatagramSocket.LARGEST) {
            throw new IllegalArgumentException(
                    "a message of " + size + " bytes; the largest have " + DatagramSocket.LARGEST);
        }
        Packet packet = packet();
        try {
            packet.size = size;
            packet.address = to;
            packet.memory().bytes().clear().put(0, source, source.position(), size);
            DatagramCalls.send(handle(), packet, Access.get().limit(until, handle(), "Send"));
            source.position(source.position() + size);
        } finally {
            packet.giveBack();
            Reference.reachabilityFence(this);
        }
    }

    private Packet packet() {
        return new Packet(Access.get().runtime(netpoll()).transport().buffers());
    }

    /**
     * Sends all that remains as one message to the peer, waiting for room if need be, and moves the position past it.
     *
     * @param source the bytes; not to be used by others meanwhile
     * @throws NotYetConnectedException if this is not connected
     * @throws java.net.PortUnreachableException if nobody receives there, as an earlier message has shown
     * @throws IllegalArgumentException if it is larger than 65535 bytes
     * @throws UnsupportedOperationException if it has no bytes and the provider is nio
     * @throws IOException as {@link dev.poller.blocking.ByteStream} says for waiting calls; if it is too large for the
     *     way it has to go, or no way leads there
     */
    public void send(ByteBuffer source) throws IOException {
        send(source, Until.FOREVER);
    }

    /**
     * As {@link #send(ByteBuffer)}.
     *
     * @param source the bytes; not to be used by others meanwhile
     * @param until what else ends this call
     * @throws IOException as {@link #send(ByteBuffer)} and {@link Until}
     */
    public void send(ByteBuffer source, Until until) throws IOException {
        if (peerAddress() == null) {
            throw new NotYetConnectedException();
        }
        sendTo(source, null, until);
    }

    /**
     * The peer's address; known also after the close.
     *
     * @throws NotYetConnectedException if this is not connected
     */
    public A remoteAddress() {
        A remote = peerAddress();
        if (remote == null) {
            throw new NotYetConnectedException();
        }
        return remote;
    }
}
