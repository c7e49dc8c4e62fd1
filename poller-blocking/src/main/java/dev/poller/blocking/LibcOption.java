// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.libc.Constant;
import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.Map;

/** How a standard socket option is read and written on a libc socket. Immutable. */
abstract class LibcOption {
    private static final Map<SocketOption<?>, LibcOption> ALL = Map.of(
            StandardSocketOptions.TCP_NODELAY, new Switch(Constant.IPPROTO_TCP, Constant.TCP_NODELAY),
            StandardSocketOptions.SO_KEEPALIVE, new Switch(Constant.SOL_SOCKET, Constant.SO_KEEPALIVE),
            StandardSocketOptions.SO_REUSEADDR, new Switch(Constant.SOL_SOCKET, Constant.SO_REUSEADDR),
            StandardSocketOptions.SO_SNDBUF, new Size(Constant.SOL_SOCKET, Constant.SO_SNDBUF),
            StandardSocketOptions.SO_RCVBUF, new Size(Constant.SOL_SOCKET, Constant.SO_RCVBUF),
            StandardSocketOptions.SO_LINGER, new Linger());

    static LibcOption of(SocketOption<?> option) {
        LibcOption found = ALL.get(option);
        if (found == null) {
            throw new UnsupportedOperationException("no such option of a TCP socket: " + option);
        }
        return found;
    }

    abstract Object get(SocketCalls calls, int fd) throws IOException;

    abstract void set(SocketCalls calls, int fd, Object value) throws IOException;

    private static final class Switch extends LibcOption {
        private final Constant level;
        private final Constant name;

        Switch(Constant level, Constant name) {
            this.level = level;
            this.name = name;
        }

        @Override
        Object get(SocketCalls calls, int fd) throws IOException {
            return calls.getInt(fd, calls.value(level), calls.value(name)) != 0;
        }

        @Override
        void set(SocketCalls calls, int fd, Object value) throws IOException {
            calls.setInt(fd, calls.value(level), calls.value(name), (Boolean) value ? 1 : 0);
        }
    }

    private static final class Size extends LibcOption {
        private final Constant level;
        private final Constant name;

        Size(Constant level, Constant name) {
            this.level = level;
            this.name = name;
        }

        @Override
        Object get(SocketCalls calls, int fd) throws IOException {
            return calls.getInt(fd, calls.value(level), calls.value(name));
        }

        @Override
        void set(SocketCalls calls, int fd, Object value) throws IOException {
            int bytes = (Integer) value;
            if (bytes < 0) {
                throw new IllegalArgumentException("a buffer size cannot be negative: " + bytes);
            }
            calls.setInt(fd, calls.value(level), calls.value(name), bytes);
        }
    }

    private static final class Linger extends LibcOption {
        @Override
        Object get(SocketCalls calls, int fd) throws IOException {
            return calls.getLinger(fd);
        }

        @Override
        void set(SocketCalls calls, int fd, Object value) throws IOException {
            calls.setLinger(fd, (Integer) value);
        }
    }
}
