// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import dev.poller.blocking.Netpoll;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Objects;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Creates sockets over Poller for libraries that accept a {@link SocketFactory}. The caller closes them. They have no
 * TLS; an {@link javax.net.ssl.SSLSocketFactory} adds it on top. Any thread.
 */
public final class PollerSocketFactory extends SocketFactory {
    private final Sockets sockets;

    /** Its sockets wait on the {@linkplain Netpoll#shared() shared} runtime. */
    public PollerSocketFactory() {
        this.sockets = Sockets.SHARED;
    }

    /**
     * Its sockets wait on this runtime.
     *
     * @param netpoll outlives them, or closes them when it is closed
     */
    public PollerSocketFactory(Netpoll netpoll) {
        this.sockets = new Sockets(() -> netpoll);
    }

    /** A factory on the shared runtime, for libraries that create it by its class name. */
    public static SocketFactory getDefault() {
        return new PollerSocketFactory();
    }

    @Override
    public Socket createSocket() {
        return sockets.socket();
    }

    @Override
    public Socket createSocket(@Nullable String host, int port) throws IOException, UnknownHostException {
        return connected(remote(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(Objects.requireNonNull(host), port));
    }

    @Override
    public Socket createSocket(@Nullable String host, int port, @Nullable InetAddress localHost, int localPort)
            throws IOException, UnknownHostException {
        return connected(remote(host, port), new InetSocketAddress(localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress address, int port, @Nullable InetAddress localAddress, int localPort)
            throws IOException {
        InetSocketAddress remote = new InetSocketAddress(Objects.requireNonNull(address), port);
        return connected(remote, new InetSocketAddress(localAddress, localPort));
    }

    /** A name that is not known may be known to a proxy, and is refused when the socket connects without one. */
    private static InetSocketAddress remote(@Nullable String host, int port) {
        return host == null
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
                : new InetSocketAddress(host, port);
    }

    private Socket connected(InetSocketAddress remote) throws IOException {
        return Sockets.prepared(sockets.socket(), socket -> socket.connect(remote));
    }

    private Socket connected(InetSocketAddress remote, InetSocketAddress local) throws IOException {
        return Sockets.prepared(sockets.socket(), socket -> {
            socket.bind(local);
            socket.connect(remote);
        });
    }
}
