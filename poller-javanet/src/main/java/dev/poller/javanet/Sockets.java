// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.TcpSocket;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.HashSet;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/** What the sockets of one factory have in common. Any thread. */
final class Sockets {
    /** On the shared runtime, whichever that is when a socket is made. */
    static final Sockets SHARED = new Sockets(Netpoll::shared);

    /** What a socket that connects can have, if the system does. */
    static final Set<SocketOption<?>> CLIENT = Set.of(
            StandardSocketOptions.SO_RCVBUF,
            StandardSocketOptions.SO_SNDBUF,
            StandardSocketOptions.SO_REUSEADDR,
            StandardSocketOptions.SO_REUSEPORT,
            StandardSocketOptions.SO_KEEPALIVE,
            StandardSocketOptions.SO_LINGER,
            StandardSocketOptions.TCP_NODELAY,
            StandardSocketOptions.IP_TOS,
            ExtendedSocketOptions.SO_INCOMING_NAPI_ID,
            ExtendedSocketOptions.TCP_KEEPIDLE,
            ExtendedSocketOptions.TCP_KEEPINTERVAL,
            ExtendedSocketOptions.TCP_KEEPCOUNT,
            ExtendedSocketOptions.TCP_QUICKACK);

    /** What one that accepts can have. */
    static final Set<SocketOption<?>> SERVER = Set.of(
            StandardSocketOptions.SO_RCVBUF,
            StandardSocketOptions.SO_REUSEADDR,
            StandardSocketOptions.SO_REUSEPORT,
            StandardSocketOptions.IP_TOS,
            ExtendedSocketOptions.SO_INCOMING_NAPI_ID,
            ExtendedSocketOptions.TCP_KEEPIDLE,
            ExtendedSocketOptions.TCP_KEEPINTERVAL,
            ExtendedSocketOptions.TCP_KEEPCOUNT,
            ExtendedSocketOptions.TCP_QUICKACK);

    private final Where netpoll;

    private volatile @Nullable Set<SocketOption<?>> clientOptions;
    private volatile @Nullable Set<SocketOption<?>> serverOptions;

    /**
     * Sockets on a runtime.
     *
     * @param netpoll asked for each socket
     */
    Sockets(Where netpoll) {
        this.netpoll = netpoll;
    }

    Netpoll netpoll() throws IOException {
        return netpoll.now();
    }

    /** Those of the JDK's options that there are here. */
    Set<SocketOption<?>> options(boolean server) {
        Set<SocketOption<?>> found = server ? serverOptions : clientOptions;
        if (found == null) {
            Set<SocketOption<?>> both = new HashSet<>(server ? SERVER : CLIENT);
            try (TcpSocket any = TcpSocket.open(netpoll())) {
                both.retainAll(any.supportedOptions());
            } catch (IOException refused) {
                return Set.of(); // Another time they may be found.
            }
            found = Set.copyOf(both);
            if (server) {
                serverOptions = found;
            } else {
                clientOptions = found;
            }
        }
        return found;
    }

    /** A socket that is not connected yet. */
    Socket socket() {
        return socket(new ProxiedSocketImpl(this));
    }

    /** A socket that is to be accepted. */
    Socket acceptable() {
        return socket(new TcpSocketImpl(this, false));
    }

    private static Socket socket(TcpSocketImpl impl) {
        try {
            return new PollerSocket(impl);
        } catch (SocketException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A socket, and what is to be done with it before anybody has it; closed if that fails. */
    static <S extends Socket> S prepared(S socket, Preparation<S> preparation) throws IOException {
        try {
            preparation.on(socket);
            return socket;
        } catch (Throwable failure) {
            try {
                socket.close();
            } catch (IOException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
    }

    /** The runtime of the moment. */
    @FunctionalInterface
    interface Where {
        Netpoll now() throws IOException;
    }

    /** What is to be done first. */
    @FunctionalInterface
    interface Preparation<S> {
        void on(S socket) throws IOException;
    }
}
