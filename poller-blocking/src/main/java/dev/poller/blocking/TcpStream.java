// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.blocking.internal.end.StreamSocket;
import dev.poller.blocking.internal.end.TcpAddresses;
import dev.poller.blocking.internal.io.Handle;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection. Any thread may call every method; how calls wait and end says {@link ByteStream}. TCP_NODELAY is on,
 * as in Go: small writes go out at once.
 *
 * {@snippet file="dev/poller/examples/HttpGet.java" region="get"}
 */
public final class TcpStream extends HandleStream<StreamSocket> {
    private final InetSocketAddress local;

    /**
     * A stream that is connected.
     *
     * @param likelyLocal an equal address may already stand here
     */
    TcpStream(Netpoll netpoll, Handle<StreamSocket> handle, @Nullable InetSocketAddress likelyLocal)
            throws IOException {
        super(netpoll, handle);
        handle.enter();
        try {
            this.local = shared(handle.endpoint().localAddress(), likelyLocal);
        } finally {
            handle.leave();
        }
    }

    /** Equal link-local addresses may lie on different networks: Inet6Address.equals leaves the scope out. */
    private static InetSocketAddress shared(InetSocketAddress found, @Nullable InetSocketAddress held) {
        return held != null && held.equals(found) && !found.getAddress().isLinkLocalAddress() ? held : found;
    }

    /**
     * Connects on the {@linkplain Netpoll#shared() shared} runtime, waiting as long as the operating system does.
     *
     * @param remote resolved
     * @throws IOException as {@link #connect(Netpoll, InetSocketAddress, Duration)}
     */
    public static TcpStream connect(InetSocketAddress remote) throws IOException {
        return connect(Netpoll.shared(), remote);
    }

    /**
     * Connects, waiting as long as the operating system does.
     *
     * @param netpoll the runtime to wait on
     * @param remote resolved
     * @throws IOException as {@link #connect(Netpoll, InetSocketAddress, Duration)}
     */
    public static TcpStream connect(Netpoll netpoll, InetSocketAddress remote) throws IOException {
        return connect(netpoll, remote, Until.FOREVER);
    }

    /**
     * Connects within a time. Nothing is left open after a failure.
     *
     * @param netpoll the runtime to wait on
     * @param remote resolved; the wildcard address means this machine
     * @param timeout how long to wait at most
     * @throws java.net.UnknownHostException if the address is unresolved; {@link Netpoll#connect(String, int, Duration)} resolves
     *     names
     * @throws java.net.SocketTimeoutException "Connect timed out"
     * @throws java.net.ConnectException if the connection is refused, or the socket connected to itself
     * @throws IOException if it fails for another reason
     */
    public static TcpStream connect(Netpoll netpoll, InetSocketAddress remote, Duration timeout) throws IOException {
        return connect(netpoll, remote, Until.in(timeout));
    }

    /**
     * Connects. Nothing is left open after a failure.
     *
     * @param netpoll the runtime to wait on
     * @param remote resolved; the wildcard address means this machine
     * @param until what ends the attempt
     * @throws IOException as {@link #connect(Netpoll, InetSocketAddress, Duration)}
     */
    public static TcpStream connect(Netpoll netpoll, InetSocketAddress remote, Until until) throws IOException {
        InetSocketAddress target = TcpAddresses.toConnect(remote);
        try (TcpSocket socket = TcpSocket.forAddress(netpoll, target)) {
            return socket.connect(target, until);
        }
    }

    /** See {@link Netpoll#newThread}. */
    Thread newThread(Runnable task) {
        return handle().driver().newThread(task);
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
    public <T> TcpStream setOption(SocketOption<T> option, T value) throws IOException {
        handle().enter();
        try {
            handle().endpoint().setOption(option, value);
        } finally {
            handle().leave();
        }
        return this;
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
        handle().enter();
        try {
            return handle().endpoint().getOption(option);
        } finally {
            handle().leave();
        }
    }

    /** The options that there are on this system. */
    public Set<SocketOption<?>> supportedOptions() {
        return handle().endpoint().options();
    }

    /** This end's address; known also after the close. */
    public InetSocketAddress localAddress() {
        return local;
    }

    /** The peer's address; known also after the close. */
    public InetSocketAddress remoteAddress() {
        return handle().endpoint().remoteAddress();
    }

    /** For example {@code TcpStream[/127.0.0.1:40000 -> /127.0.0.1:8080]}. */
    @Override
    public String toString() {
        return "TcpStream[" + local + " -> " + remoteAddress() + (isOpen() ? "]" : ", closed]");
    }
}
