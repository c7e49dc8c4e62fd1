// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import dev.poller.blocking.Netpoll;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import javax.net.SocketFactory;

/**
 * Makes sockets over Poller for whatever takes a {@link SocketFactory}. They are closed by whoever gets them; no TLS,
 * which an {@link javax.net.ssl.SSLSocketFactory} puts on top. Any thread.
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

    /** A factory on the shared runtime; by this name programs find it that are told a class only. */
    public static SocketFactory getDefault() {
        return new PollerSocketFactory();
    }

    @Override
    public Socket createSocket() {
        return sockets.socket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException, UnknownHostException {
        return connected(InetAddress.getByName(host), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
            throws IOException, UnknownHostException {
        return createSocket(InetAddress.getByName(host), port, localHost, localPort);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        InetSocketAddress remote = new InetSocketAddress(address, port);
        InetSocketAddress local = new InetSocketAddress(localAddress, localPort);
        return Sockets.prepared(sockets.socket(), socket -> {
            socket.bind(local);
            socket.connect(remote);
        });
    }

    private Socket connected(InetAddress host, int port) throws IOException {
        InetSocketAddress remote = new InetSocketAddress(host, port);
        return Sockets.prepared(sockets.socket(), socket -> socket.connect(remote));
    }
}
