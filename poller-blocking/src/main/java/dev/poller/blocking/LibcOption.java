// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.libc.Constant;
import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.Map;

/** How a standard socket option is read and written on a libc socket. Immutable; any thread. */
interface LibcOption {
    /** All that a TCP socket has here. */
    Map<SocketOption<?>, LibcOption> ALL = Map.of(
            StandardSocketOptions.TCP_NODELAY, new Switch(Constant.IPPROTO_TCP, Constant.TCP_NODELAY),
            StandardSocketOptions.SO_KEEPALIVE, new Switch(Constant.SOL_SOCKET, Constant.SO_KEEPALIVE),
            StandardSocketOptions.SO_REUSEADDR, new Switch(Constant.SOL_SOCKET, Constant.SO_REUSEADDR),
            StandardSocketOptions.SO_SNDBUF, new Size(Constant.SOL_SOCKET, Constant.SO_SNDBUF),
            StandardSocketOptions.SO_RCVBUF, new Size(Constant.SOL_SOCKET, Constant.SO_RCVBUF),
            StandardSocketOptions.SO_LINGER, new Linger());

    /** The option of this name. */
    static LibcOption of(SocketOption<?> option) {
        LibcOption found = ALL.get(option);
        if (found == null) {
            throw new UnsupportedOperationException("no such option of a TCP socket: " + option);
        }
        return found;
    }

    /** The value, of the option's type. */
    Object get(SocketCalls calls, int fd) throws IOException;

    /** Sets a value of the option's type. */
    void set(SocketCalls calls, int fd, Object value) throws IOException;

    /** On or off: an int that is 1 or 0. */
    record Switch(Constant level, Constant name) implements LibcOption {
        @Override
        public Object get(SocketCalls calls, int fd) throws IOException {
            return calls.getInt(fd, calls.value(level), calls.value(name)) != 0;
        }

        @Override
        public void set(SocketCalls calls, int fd, Object value) throws IOException {
            calls.setInt(fd, calls.value(level), calls.value(name), (Boolean) value ? 1 : 0);
        }
    }

    /** Bytes. */
    record Size(Constant level, Constant name) implements LibcOption {
        @Override
        public Object get(SocketCalls calls, int fd) throws IOException {
            return calls.getInt(fd, calls.value(level), calls.value(name));
        }

        @Override
        public void set(SocketCalls calls, int fd, Object value) throws IOException {
            int bytes = (Integer) value;
            if (bytes < 0) {
                throw new IllegalArgumentException("a buffer size cannot be negative: " + bytes);
            }
            calls.setInt(fd, calls.value(level), calls.value(name), bytes);
        }
    }

    /** Seconds; negative is off. */
    record Linger() implements LibcOption {
        @Override
        public Object get(SocketCalls calls, int fd) throws IOException {
            return calls.getLinger(fd);
        }

        @Override
        public void set(SocketCalls calls, int fd, Object value) throws IOException {
            calls.setLinger(fd, (Integer) value);
        }
    }
}
