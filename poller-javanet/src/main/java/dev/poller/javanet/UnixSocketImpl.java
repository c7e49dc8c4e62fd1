// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import dev.poller.UnixAddress;
import dev.poller.blocking.UnixStream;
import dev.poller.blocking.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A Unix socket under a Socket. It connects to its path whatever address it is given, and shows that address as its
 * peer's. What only TCP has can be set, and is remembered, for programs set it without asking.
 */
final class UnixSocketImpl extends StreamSocketImpl<UnixStream> {
    private static final Set<SocketOption<?>> REAL =
            Set.of(StandardSocketOptions.SO_SNDBUF, StandardSocketOptions.SO_RCVBUF);

    private final Sockets sockets;
    private final UnixAddress path;

    /** Guarded. */
    private final Map<SocketOption<?>, Object> remembered = new HashMap<>();

    UnixSocketImpl(Sockets sockets, UnixAddress path) {
        this.sockets = sockets;
        this.path = path;
    }

    /** The socket is made when it connects. */
    @Override
    void open() {}

    @Override
    void closeUnconnected() {}

    @Override
    InetSocketAddress target(SocketAddress remote) {
        return remote instanceof InetSocketAddress shown
                ? shown
                : new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    @Override
    UnixStream connected(InetSocketAddress shown, Until until) throws IOException {
        UnixStream made = UnixStream.connect(sockets.netpoll(), path, until);
        try {
            synchronized (lock) {
                for (SocketOption<?> option : REAL) {
                    apply(made, option);
                }
            }
            return made;
        } catch (Throwable failure) {
            made.close();
            throw failure;
        }
    }

    private <T> void apply(UnixStream made, SocketOption<T> option) throws IOException {
        Object value = remembered.get(option);
        if (value != null) {
            made.setOption(option, option.type().cast(value));
        }
    }

    /** As it is: there is no message of the JDK's for this, and ours names the path and the errno. */
    @Override
    IOException refused(IOException failure, SocketAddress remote) {
        return failure;
    }

    @Override
    int localPort(UnixStream of) {
        return 0;
    }

    @Override
    int available(UnixStream from) throws IOException {
        return from.available();
    }

    @Override
    protected void bind(InetAddress host, int to) throws IOException {
        throw new SocketException("a Unix socket has no Internet address to bind: " + path);
    }

    @Override
    protected void listen(int backlog) throws IOException {
        throw new SocketException("this socket can connect, and cannot listen: " + path);
    }

    @Override
    protected void accept(SocketImpl into) throws IOException {
        throw new SocketException("this socket can connect, and cannot accept: " + path);
    }

    @Override
    protected void sendUrgentData(int data) throws IOException {
        throw new SocketException("Unix sockets have no urgent data");
    }

    @Override
    protected Set<SocketOption<?>> supportedOptions() {
        return Sockets.CLIENT;
    }

    @Override
    <T> void set(SocketOption<T> option, T value) throws IOException {
        UnixStream stream = stream();
        if (stream != null && REAL.contains(option)) {
            stream.setOption(option, value);
        } else {
            remembered.put(option, value);
        }
    }

    @Override
    <T> T get(SocketOption<T> option) throws IOException {
        UnixStream stream = stream();
        if (stream != null && REAL.contains(option)) {
            return stream.getOption(option);
        }
        Object value = remembered.get(option);
        if (value == null && REAL.contains(option)) {
            throw new SocketException(option.name() + " is known once the socket is connected");
        }
        return option.type().cast(value == null ? initial(option) : value);
    }

    private static Object initial(SocketOption<?> option) {
        if (option.type() == Boolean.class) {
            return false;
        }
        return option.equals(StandardSocketOptions.SO_LINGER) ? -1 : 0;
    }

    @Override
    InetAddress localAddress() {
        return InetAddress.getLoopbackAddress();
    }
}
