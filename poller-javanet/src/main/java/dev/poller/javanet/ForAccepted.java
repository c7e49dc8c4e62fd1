// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpSocket;
import dev.poller.blocking.TcpStream;
import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The options that a server socket of the JDK's has and a listener of ours does not, because they are about
 * connections. What is set here goes to each that is accepted. Any thread.
 */
final class ForAccepted {
    /** What every listener has. */
    private static final Set<SocketOption<?>> LISTENERS = Set.of(
            StandardSocketOptions.SO_RCVBUF, StandardSocketOptions.SO_REUSEADDR, StandardSocketOptions.SO_REUSEPORT);

    private final Map<SocketOption<?>, Object> values = new ConcurrentHashMap<>();
    private final Map<SocketOption<?>, Object> set = new ConcurrentHashMap<>();

    private ForAccepted() {}

    /** As they are on a socket that is going to listen; what was set there, the system hands on itself. */
    static ForAccepted of(TcpSocket socket) throws IOException {
        ForAccepted made = new ForAccepted();
        Set<SocketOption<?>> options = new HashSet<>(Sockets.SERVER);
        options.retainAll(socket.supportedOptions());
        options.removeAll(LISTENERS);
        for (SocketOption<?> option : options) {
            made.values.put(option, socket.getOption(option));
        }
        return made;
    }

    <T> void set(TcpListener listener, SocketOption<T> option, T value) throws IOException {
        if (LISTENERS.contains(option)) {
            listener.setOption(option, value);
        } else {
            values.put(option, value);
            set.put(option, value);
        }
    }

    <T> T get(TcpListener listener, SocketOption<T> option) throws IOException {
        Object value = values.get(option);
        return value == null ? listener.getOption(option) : option.type().cast(value);
    }

    /** Sets them on what was accepted; closes it if that fails. */
    void apply(TcpStream accepted) throws IOException {
        try {
            for (Map.Entry<SocketOption<?>, Object> each : set.entrySet()) {
                apply(accepted, each.getKey(), each.getValue());
            }
        } catch (Throwable failure) {
            accepted.close();
            throw failure;
        }
    }

    private static <T> void apply(TcpStream accepted, SocketOption<T> option, Object value) throws IOException {
        accepted.setOption(option, option.type().cast(value));
    }
}
