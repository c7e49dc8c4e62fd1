// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.blocking.internal.end.NewSocket;
import dev.poller.blocking.internal.end.StreamSocket;
import dev.poller.blocking.internal.io.BulkCalls;
import dev.poller.blocking.internal.io.Handle;
import dev.poller.blocking.internal.io.Parts;
import dev.poller.blocking.internal.runtime.Opening;
import java.io.IOException;
import java.lang.ref.Reference;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stream over a socket: with addresses and options. Any thread.
 *
 * @param <S> this
 * @param <A> the kind of address
 */
abstract class SocketStream<S, A extends SocketAddress> extends HandleStream<StreamSocket> {
    private final A local;

    /**
     * A stream that is connected.
     *
     * @param likelyLocal an equal address may already stand here
     */
    SocketStream(Netpoll netpoll, Handle<StreamSocket> handle, @Nullable A likelyLocal) throws IOException {
        super(netpoll, handle);
        this.local = shared(ofThisKind(handle.use(StreamSocket::localAddress)), likelyLocal);
    }

    /** Connects a socket; closes it if that fails. */
    static Handle<StreamSocket> connect(Netpoll netpoll, NewSocket socket, SocketAddress remote, Until until)
            throws IOException {
        return Opening.connect(netpoll.runtime(), socket, remote, handle -> until.alwaysLimit(handle, "Connect"));
    }

    /** Equal link-local addresses may lie on different networks: Inet6Address.equals leaves the scope out. */
    private static <A extends SocketAddress> A shared(A found, @Nullable A held) {
        boolean linkLocal = found instanceof InetSocketAddress internet
                && internet.getAddress().isLinkLocalAddress();
        return held != null && held.equals(found) && !linkLocal ? held : found;
    }

    /** The endpoint of a subclass has addresses of its kind. */
    @SuppressWarnings("unchecked")
    private A ofThisKind(SocketAddress address) {
        return (A) address;
    }

    /**
     * Sets one of {@link #supportedOptions}.
     *
     * @param option of {@link java.net.StandardSocketOptions}, jdk.net.ExtendedSocketOptions or {@link TcpOptions}
     * @param value the new value
     * @param <T> the option's type
     * @return this
     * @throws UnsupportedOperationException if there is no such option here; the message names it
     * @throws IOException if closed, or the operating system refuses
     */
    @SuppressWarnings("unchecked")
    public <T> S setOption(SocketOption<T> option, T value) throws IOException {
        return handle().use(endpoint -> {
            endpoint.setOption(option, value);
            return (S) this;
        });
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
        return handle().use(endpoint -> endpoint.getOption(option));
    }

    /**
     * Waits for bytes and shows them: they are read again by the next read. On Linux with epoll.
     *
     * @param target takes what has come and fits, and its position moves; not to be used by others meanwhile
     * @return how many bytes, -1 at the end of the stream, 0 only if nothing remains in the buffer
     * @throws UnsupportedOperationException if the provider cannot do it
     * @throws IOException as {@link #read(byte[])}
     */
    public int peek(ByteBuffer target) throws IOException {
        if (target.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        try {
            return BulkCalls.peek(
                    handle(), transport(), new Parts(transport().buffers(), new ByteBuffer[] {target}, 0, 1));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * How many bytes a read would find now, without waiting; 0 at the end, and on the provider nio for Unix sockets.
     *
     * @throws IOException if closed, or the operating system refuses
     */
    public int available() throws IOException {
        return handle().use(StreamSocket::available);
    }

    /** The options that there are on this system. */
    public Set<SocketOption<?>> supportedOptions() {
        return handle().endpoint().options();
    }

    /** This end's address; known also after the close. */
    public A localAddress() {
        return local;
    }

    /** The peer's address; known also after the close. */
    public A remoteAddress() {
        return ofThisKind(Objects.requireNonNull(handle().endpoint().remoteAddress(), "not connected"));
    }

    /** For example {@code TcpStream[/127.0.0.1:40000 -> /127.0.0.1:8080]}. */
    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + local + " -> " + remoteAddress() + (isOpen() ? "]" : ", closed]");
    }
}
