// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.datagram;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Until;
import dev.poller.blocking.internal.end.Addressed;
import dev.poller.blocking.internal.end.Endpoint;
import dev.poller.blocking.internal.end.Optioned;
import dev.poller.blocking.internal.io.Handle;
import dev.poller.blocking.internal.io.Operation;
import dev.poller.blocking.internal.runtime.Access;
import java.io.IOException;
import java.lang.ref.Reference;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A socket with an address and options. Any thread.
 *
 * @param <S> this
 * @param <A> the kind of address
 * @param <E> what it is inside
 */
abstract class OpenSocket<S, A extends SocketAddress, E extends Endpoint & Optioned & Addressed>
        implements AutoCloseable {
    private final Netpoll netpoll;
    private final Handle<E> handle;
    private final A local;
    private final @Nullable A remote;

    /** One that owns the handle. */
    @SuppressWarnings("unchecked") // The endpoint of a subclass has addresses of its kind.
    OpenSocket(Netpoll netpoll, Handle<E> handle, @Nullable A remote) throws IOException {
        this.netpoll = netpoll;
        this.handle = handle;
        this.remote = remote;
        this.local = (A) handle.use(Addressed::localAddress);
        handle.ownedBy(this);
    }

    final Handle<E> handle() {
        return handle;
    }

    /** The peer; null if this is not connected. */
    final @Nullable A peerAddress() {
        return remote;
    }

    final <D> int run(Operation<? super E, D> operation, D data, int most, Until until, String name)
            throws IOException {
        try {
            return operation.run(handle, data, 0, most, Access.get().limit(until, handle, name));
        } finally {
            Reference.reachabilityFence(this);
        }
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
        return handle.use(endpoint -> {
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
        return handle.use(endpoint -> endpoint.getOption(option));
    }

    /** The options that there are on this system. */
    public Set<SocketOption<?>> supportedOptions() {
        return handle.endpoint().options();
    }

    /** This end's address; known also after the close. */
    public A localAddress() {
        return local;
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
