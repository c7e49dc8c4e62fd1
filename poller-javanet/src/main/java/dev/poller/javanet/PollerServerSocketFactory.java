// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import dev.poller.blocking.Netpoll;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Creates server sockets over Poller for libraries that accept a {@link ServerSocketFactory}; the sockets that they
 * accept are over Poller too. The caller closes them. Any thread.
 */
public final class PollerServerSocketFactory extends ServerSocketFactory {
    /** The JDK's, for a backlog of 0. */
    private static final int BACKLOG = 0;

    private final Sockets sockets;

    /** Its sockets wait on the {@linkplain Netpoll#shared() shared} runtime. */
    public PollerServerSocketFactory() {
        this.sockets = Sockets.SHARED;
    }

    /**
     * Its sockets wait on this runtime.
     *
     * @param netpoll outlives them, or closes them when it is closed
     */
    public PollerServerSocketFactory(Netpoll netpoll) {
        this.sockets = new Sockets(() -> netpoll);
    }

    /** A factory on the shared runtime, for libraries that create it by its class name. */
    public static ServerSocketFactory getDefault() {
        return new PollerServerSocketFactory();
    }

    @Override
    public ServerSocket createServerSocket() {
        return new PollerServerSocket(sockets);
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return createServerSocket(port, BACKLOG, null);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return createServerSocket(port, backlog, null);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, @Nullable InetAddress ifAddress) throws IOException {
        InetSocketAddress local =
                ifAddress == null ? new InetSocketAddress(port) : new InetSocketAddress(ifAddress, port);
        ServerSocket socket = new PollerServerSocket(sockets);
        try {
            socket.bind(local, backlog);
            return socket;
        } catch (Throwable failure) {
            socket.close();
            throw failure;
        }
    }
}
