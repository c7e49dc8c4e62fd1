// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.blocking.internal.address.TcpAddresses;
import dev.poller.blocking.internal.end.ListenSocket;
import dev.poller.blocking.internal.end.StreamSocket;
import dev.poller.blocking.internal.io.Handle;
import dev.poller.blocking.internal.runtime.Opening;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.Set;

/**
 * A TCP socket that accepts connections. Any thread may call every method; how calls wait and end says {@link
 * ByteStream}.
 */
public final class TcpListener extends SocketListener<TcpStream, InetSocketAddress> {
    private static final Set<SocketOption<?>> OPTIONS = Set.of(
            StandardSocketOptions.SO_RCVBUF, StandardSocketOptions.SO_REUSEADDR, StandardSocketOptions.SO_REUSEPORT);

    TcpListener(Netpoll netpoll, Handle<ListenSocket> handle) throws IOException {
        super(netpoll, handle);
    }

    @Override
    TcpStream stream(Netpoll on, Handle<StreamSocket> accepted, InetSocketAddress likelyLocal) throws IOException {
        return new TcpStream(on, accepted, likelyLocal);
    }

    /**
     * Listens on the {@linkplain Netpoll#shared() shared} runtime with the default options.
     *
     * @param local as {@link #open(Netpoll, InetSocketAddress, ListenOptions)}
     * @throws IOException as {@link #open(Netpoll, InetSocketAddress, ListenOptions)}
     */
    public static TcpListener open(InetSocketAddress local) throws IOException {
        return open(Netpoll.shared(), local);
    }

    /**
     * Listens with the default options.
     *
     * @param netpoll the runtime to wait on
     * @param local as {@link #open(Netpoll, InetSocketAddress, ListenOptions)}
     * @throws IOException as {@link #open(Netpoll, InetSocketAddress, ListenOptions)}
     */
    public static TcpListener open(Netpoll netpoll, InetSocketAddress local) throws IOException {
        return open(netpoll, local, ListenOptions.DEFAULTS);
    }

    /**
     * Listens. For other options than these there is {@link TcpSocket}.
     *
     * @param netpoll the runtime to wait on
     * @param local resolved; port 0 takes any free one, the wildcard address all of this machine's, IPv4 and IPv6
     * @param options backlog and address re-use
     * @throws java.net.UnknownHostException if the address is unresolved
     * @throws java.net.BindException if the address cannot be taken; the message names it
     * @throws IOException if it fails for another reason
     */
    public static TcpListener open(Netpoll netpoll, InetSocketAddress local, ListenOptions options) throws IOException {
        try (TcpSocket socket = TcpSocket.forListening(netpoll, TcpAddresses.toBind(local))) {
            if (options.reuseAddress()) {
                socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            }
            return socket.bind(local).listen(options.backlog());
        }
    }

    /**
     * Takes over a socket that listens already, such as one of {@link dev.poller.blocking.server.SocketActivation}; it
     * is closed with this.
     *
     * @param netpoll the runtime to wait on
     * @param fd its number
     * @throws dev.poller.BadDescriptorException if it is not open
     * @throws dev.poller.NotPollableException if it is a file or a directory
     * @throws dev.poller.AlreadyRegisteredException if the loop that would poll it has it already
     * @throws IllegalArgumentException if it is anything else than such a socket; it is left as it was
     * @throws UnsupportedOperationException if the runtime's provider watches no descriptors
     * @throws IOException if the runtime is closed, or the operating system refuses; it stays open
     */
    public static TcpListener adopt(Netpoll netpoll, int fd) throws IOException {
        return Opening.use(Opening.adopt(netpoll.runtime(), fd, false), adopted -> new TcpListener(netpoll, adopted));
    }

    /**
     * Sets SO_RCVBUF, SO_REUSEADDR or SO_REUSEPORT.
     *
     * @param option one of {@link java.net.StandardSocketOptions}
     * @param value the new value
     * @param <T> the option's type
     * @return this
     * @throws IOException if closed, or the operating system refuses
     */
    public <T> TcpListener setOption(SocketOption<T> option, T value) throws IOException {
        return handle().use(endpoint -> {
            endpoint.setOption(supported(option), value);
            return this;
        });
    }

    /**
     * The value of an option, as {@link #setOption} names them.
     *
     * @param option one of {@link java.net.StandardSocketOptions}
     * @param <T> the option's type
     * @throws IOException if closed, or the operating system refuses
     */
    public <T> T getOption(SocketOption<T> option) throws IOException {
        return handle().use(endpoint -> endpoint.getOption(supported(option)));
    }

    /** Others would be inherited by what is accepted on some systems and not on others. */
    private static <T> SocketOption<T> supported(SocketOption<T> option) {
        if (!OPTIONS.contains(option)) {
            throw new UnsupportedOperationException("a TCP listener has no option " + option.name());
        }
        return option;
    }
}
