// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.datagram;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Until;
import dev.poller.blocking.internal.end.DatagramSocket;
import dev.poller.blocking.internal.end.DatagramSocket.Packet;
import dev.poller.blocking.internal.io.DatagramCalls;
import dev.poller.blocking.internal.io.Handle;
import dev.poller.blocking.internal.io.Operation;
import dev.poller.blocking.internal.runtime.Access;
import dev.poller.blocking.internal.runtime.PollRuntime;
import java.io.Closeable;
import java.io.IOException;
import java.lang.ref.Reference;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.NotYetConnectedException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A socket of messages, bound or connected. Any thread.
 *
 * @param <S> this
 * @param <A> the kind of address
 */
abstract class MessageSocket<S, A extends SocketAddress> implements AutoCloseable {
    private final Netpoll netpoll;
    private final Handle<DatagramSocket> handle;
    private final A local;
    private final @Nullable A remote;

    /** One that owns the handle. */
    @SuppressWarnings("unchecked") // The endpoint of a subclass has addresses of its kind.
    MessageSocket(Netpoll netpoll, Handle<DatagramSocket> handle, @Nullable A remote) throws IOException {
        this.netpoll = netpoll;
        this.handle = handle;
        this.remote = remote;
        handle.enter();
        try {
            this.local = (A) handle.endpoint().localAddress();
        } finally {
            handle.leave();
        }
        handle.ownedBy(this);
    }

    /** How a socket gets its addresses. */
    @FunctionalInterface
    interface Addressing {
        /** Binds it, connects it, or both. */
        void address(DatagramSocket socket) throws IOException;
    }

    /** Registers a socket with its addresses; closes it if that fails. */
    static Handle<DatagramSocket> register(PollRuntime runtime, DatagramSocket socket, Addressing addressing)
            throws IOException {
        try {
            addressing.address(socket);
        } catch (Throwable failure) {
            close(socket::close, failure);
            throw failure;
        }
        return runtime.open(socket);
    }

    static void close(Closeable opened, Throwable failure) {
        try {
            opened.close();
        } catch (IOException second) {
            failure.addSuppressed(second);
        }
    }

    final Handle<DatagramSocket> handle() {
        return handle;
    }

    /** The peer; null if this is not connected. */
    final @Nullable A peer() {
        return remote;
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
            DatagramCalls.send(handle, packet, Access.get().limit(until, handle, "Send"));
            source.position(source.position() + size);
        } finally {
            packet.giveBack();
            Reference.reachabilityFence(this);
        }
    }

    final <P> int run(Operation<DatagramSocket, P> operation, P packet, int most, Until until, String name)
            throws IOException {
        try {
            return operation.run(handle, packet, 0, most, Access.get().limit(until, handle, name));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private Packet packet() {
        return new Packet(Access.get().runtime(netpoll).transport().buffers());
    }

    /**
     * Sends all that remains as one message to the peer, waiting for room if need be, and moves the position past it.
     *
     * @param source the bytes; not to be used by others meanwhile
     * @throws NotYetConnectedException if this is not connected
     * @throws java.net.PortUnreachableException if nobody receives there, as an earlier message has shown
     * @throws IllegalArgumentException if it is larger than 65535 bytes
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
        if (remote == null) {
            throw new NotYetConnectedException();
        }
        sendTo(source, null, until);
    }

    /**
     * Sets one of {@link #supportedOptions}.
     *
     * @param option of {@link java.net.StandardSocketOptions} or {@link UdpOptions}
     * @param value the new value
     * @param <T> the option's type
     * @return this
     * @throws UnsupportedOperationException if there is no such option here; the message names it
     * @throws IOException if closed, or the operating system refuses
     */
    @SuppressWarnings("unchecked")
    public <T> S setOption(SocketOption<T> option, T value) throws IOException {
        handle.enter();
        try {
            handle.endpoint().setOption(option, value);
        } finally {
            handle.leave();
        }
        return (S) this;
    }

    /**
     * The value of an option.
     *
     * @param option as {@link #setOption} takes
     * @param <T> the option's type
     * @throws UnsupportedOperationException if there is no such option here; the message names it
     * @throws IOException if closed, or the operating system refuses
     */
    public <T> T getOption(SocketOption<T> option) throws IOException {
        handle.enter();
        try {
            return handle.endpoint().getOption(option);
        } finally {
            handle.leave();
        }
    }

    /** The options that there are on this system. */
    public Set<SocketOption<?>> supportedOptions() {
        return handle.endpoint().options();
    }

    /** This end's address; known also after the close. */
    public A localAddress() {
        return local;
    }

    /**
     * The peer's address; known also after the close.
     *
     * @throws NotYetConnectedException if this is not connected
     */
    public A remoteAddress() {
        if (remote == null) {
            throw new NotYetConnectedException();
        }
        return remote;
    }

    /** The runtime it waits on. */
    public Netpoll netpoll() {
        return netpoll;
    }

    /** False once closed. */
    public boolean isOpen() {
        return handle.isOpen();
    }

    /**
     * Closes the socket. Calls that wait end first. A second close does nothing.
     *
     * @throws IOException if the operating system refuses; it is closed all the same
     */
    @Override
    public void close() throws IOException {
        handle.close();
    }

    /** For example {@code UdpSocket[/127.0.0.1:40000 -> /127.0.0.1:53]}. */
    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + local + (remote == null ? "" : " -> " + remote)
                + (isOpen() ? "]" : ", closed]");
    }
}
