// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import dev.poller.UnixAddress;
import dev.poller.blocking.Netpoll;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;

/**
 * Makes sockets that connect to a Unix socket of this machine, for programs that know of java.net.Socket only. Host and
 * port, which these must give, are not used. Any thread.
 *
 * <p>Drivers make one by its name and one argument, as pgjdbc does with {@code
 * socketFactory=dev.poller.javanet.UnixSocketFactory} and {@code socketFactoryArg=/run/postgresql/.s.PGSQL.5432}. For
 * drivers that pass no argument, such as MariaDB's, there is the system property {@value #PATH}.
 */
public final class UnixSocketFactory extends SocketFactory {
    /** The system property with the path, or {@code @} and the name, for a factory without an argument. */
    public static final String PATH = "poller.unix.path";

    private final Sockets sockets;
    private final UnixAddress path;

    /**
     * Connects to where the system property {@value #PATH} says now, on the {@linkplain Netpoll#shared() shared}
     * runtime.
     *
     * @throws IllegalStateException if it is not set
     * @throws IllegalArgumentException if it is empty, too long, or has a zero byte
     */
    public UnixSocketFactory() {
        this(pathOfTheProperty());
    }

    /**
     * Its sockets wait on the {@linkplain Netpoll#shared() shared} runtime.
     *
     * @param path of the socket's file; or an abstract name, after an {@code @}
     * @throws IllegalArgumentException if it is empty, too long, or has a zero byte
     */
    public UnixSocketFactory(String path) {
        this(Sockets.SHARED, path.startsWith("@") ? UnixAddress.ofAbstract(path.substring(1)) : UnixAddress.of(path));
    }

    /**
     * Its sockets wait on this runtime.
     *
     * @param netpoll outlives them, or closes them when it is closed
     * @param path the address of a listener
     */
    public UnixSocketFactory(Netpoll netpoll, UnixAddress path) {
        this(new Sockets(() -> netpoll), path);
    }

    private UnixSocketFactory(Sockets sockets, UnixAddress path) {
        if (path.isUnnamed()) {
            throw new IllegalArgumentException("an unnamed address cannot be connected to");
        }
        this.sockets = sockets;
        this.path = path;
    }

    private static String pathOfTheProperty() {
        String path = System.getProperty(PATH);
        if (path == null) {
            throw new IllegalStateException(
                    "no path: the constructor got none, and the system property " + PATH + " is not set");
        }
        return path;
    }

    /** A socket that connects to the path, whatever address {@link Socket#connect} is given. */
    @Override
    public Socket createSocket() throws SocketException {
        return new PollerSocket(new UnixSocketImpl(sockets, path));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(InetSocketAddress.createUnresolved(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    /**
     * As {@link #createSocket(String, int)}: there is no local address.
     *
     * @param localHost not used
     * @param localPort not used
     */
    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    /**
     * As {@link #createSocket(InetAddress, int)}: there is no local address.
     *
     * @param localAddress not used
     * @param localPort not used
     */
    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return createSocket(address, port);
    }

    private Socket connected(InetSocketAddress shown) throws IOException {
        return Sockets.prepared(createSocket(), socket -> socket.connect(shown));
    }
}
