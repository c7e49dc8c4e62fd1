// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.blocking.internal.address.TcpAddresses;
import dev.poller.blocking.internal.end.NewSocket;
import dev.poller.blocking.internal.runtime.Opening;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A TCP socket that neither connects nor listens yet: for options, and a local address, that have to be set before. One
 * thread at a time. {@link #connect} and {@link #listen} make something else of it; until then its opener closes it.
 *
 * {@snippet file="dev/poller/examples/Limits.java" region="socket"}
 */
public final class TcpSocket implements AutoCloseable {
    private final Netpoll netpoll;

    /** Null once this is closed or has become something else. */
    private @Nullable NewSocket socket;

    private TcpSocket(Netpoll netpoll, NewSocket socket) throws IOException {
        this.netpoll = netpoll;
        this.socket = Opening.use(socket, made -> {
            made.setOption(StandardSocketOptions.TCP_NODELAY, true);
            return made;
        });
    }

    /**
     * A socket for IPv6 and IPv4, or for IPv4 where there is no IPv6.
     *
     * @param netpoll the runtime that its stream or listener will wait on
     * @throws IOException if the operating system refuses
     */
    public static TcpSocket open(Netpoll netpoll) throws IOException {
        boolean six = netpoll.runtime().transport().traits().hasIpv6();
        return open(netpoll, six ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
    }

    /**
     * A socket of one family; one of INET6 is for IPv4 too.
     *
     * @param netpoll the runtime that its stream or listener will wait on
     * @param family INET or INET6
     * @throws IOException if the operating system refuses
     */
    public static TcpSocket open(Netpoll netpoll, StandardProtocolFamily family) throws IOException {
        return new TcpSocket(
                netpoll, netpoll.runtime().transport().tcp(family, family == StandardProtocolFamily.INET6));
    }

    /** One that needs no more than to reach this address. */
    static TcpSocket forAddress(Netpoll netpoll, InetSocketAddress remote) throws IOException {
        return new TcpSocket(netpoll, netpoll.runtime().transport().tcp(family(remote), false));
    }

    /** One that is going to listen on this address; all addresses are those of IPv4 too (as java.net.ServerSocket). */
    static TcpSocket forListening(Netpoll netpoll, InetSocketAddress local) throws IOException {
        boolean dual = local.getAddress().isAnyLocalAddress()
                && netpoll.runtime().transport().traits().hasIpv6();
        StandardProtocolFamily family = dual ? StandardProtocolFamily.INET6 : family(local);
        return new TcpSocket(netpoll, netpoll.runtime().transport().tcpListener(family, dual));
    }

    private static StandardProtocolFamily family(InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address
                ? StandardProtocolFamily.INET6
                : StandardProtocolFamily.INET;
    }

    /**
     * Sets one of {@link #supportedOptions}. What it listens for inherits the options, as far as the system has it so.
     *
     * @param option of {@link StandardSocketOptions}, jdk.net.ExtendedSocketOptions or {@link TcpOptions}
     * @param value the new value
     * @param <T> the option's type
     * @return this
     * @throws UnsupportedOperationException if there is no such option here; the message names it
     * @throws IOException if closed, or the operating system refuses
     */
    public <T> TcpSocket setOption(SocketOption<T> option, T value) throws IOException {
        socket().setOption(option, value);
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
        return socket().getOption(option);
    }

    /**
     * The options that there are on this system.
     *
     * @throws ClosedChannelException if closed
     */
    public Set<SocketOption<?>> supportedOptions() throws ClosedChannelException {
        return socket().options();
    }

    /**
     * Takes a local address.
     *
     * @param local resolved; port 0 takes any free one
     * @return this
     * @throws java.net.BindException if the address cannot be taken; the message names it
     * @throws IOException if closed, or the operating system refuses
     */
    public TcpSocket bind(InetSocketAddress local) throws IOException {
        socket().bind(TcpAddresses.toBind(local));
        return this;
    }

    /**
     * The local address; port 0 before {@link #bind}.
     *
     * @throws IOException if closed, or the operating system refuses
     */
    public InetSocketAddress localAddress() throws IOException {
        return (InetSocketAddress) socket().localAddress();
    }

    /**
     * Connects. Nothing is left open after a failure.
     *
     * @param remote resolved; the wildcard address means this machine
     * @param until what ends the attempt
     * @throws IOException as {@link TcpStream#connect(Netpoll, InetSocketAddress, Until)}
     */
    public TcpStream connect(InetSocketAddress remote, Until until) throws IOException {
        InetSocketAddress target = Opening.use(this::close, open -> TcpAddresses.toConnect(remote));
        return Opening.use(
                SocketStream.connect(netpoll, takeOver(), target, until),
                connected -> new TcpStream(netpoll, connected, null));
    }

    /**
     * Listens on the address that was {@linkplain #bind bound}, or on a free port of all addresses. Nothing is left
     * open after a failure.
     *
     * @param backlog how many connections wait to be accepted; the system may take less
     * @throws IOException if closed, or the operating system refuses
     */
    public TcpListener listen(int backlog) throws IOException {
        return Opening.use(
                Opening.listen(netpoll.runtime(), takeOver(), backlog),
                listening -> new TcpListener(netpoll, listening));
    }

    /** Whoever calls this closes the socket from now on. */
    private NewSocket takeOver() throws ClosedChannelException {
        NewSocket taken = socket();
        socket = null;
        return taken;
    }

    private NewSocket socket() throws ClosedChannelException {
        NewSocket open = socket;
        if (open == null) {
            throw new ClosedChannelException();
        }
        return open;
    }

    /**
     * Closes the socket, unless it has become a stream or a listener.
     *
     * @throws IOException if the operating system refuses; it is closed all the same
     */
    @Override
    public void close() throws IOException {
        NewSocket open = socket;
        socket = null;
        if (open != null) {
            open.close();
        }
    }
}
