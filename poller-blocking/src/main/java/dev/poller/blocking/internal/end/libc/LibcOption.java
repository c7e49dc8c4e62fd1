// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.libc;

import static java.util.Map.entry;

import dev.poller.blocking.internal.end.MoreOptions;
import dev.poller.libc.Constant;
import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.net.ExtendedSocketOptions;

/** How an option is read and written on a socket of the C library. Immutable; any thread. */
interface LibcOption {
    /** Those of TCP. */
    Map<SocketOption<?>, LibcOption> TCP = Map.ofEntries(
            entry(StandardSocketOptions.TCP_NODELAY, new Switch(Constant.IPPROTO_TCP, Constant.TCP_NODELAY)),
            entry(StandardSocketOptions.SO_KEEPALIVE, new Switch(Constant.SOL_SOCKET, Constant.SO_KEEPALIVE)),
            entry(StandardSocketOptions.SO_REUSEADDR, new Switch(Constant.SOL_SOCKET, Constant.SO_REUSEADDR)),
            entry(StandardSocketOptions.SO_REUSEPORT, new Switch(Constant.SOL_SOCKET, Constant.SO_REUSEPORT)),
            entry(StandardSocketOptions.SO_SNDBUF, new Count(Constant.SOL_SOCKET, Constant.SO_SNDBUF)),
            entry(StandardSocketOptions.SO_RCVBUF, new Count(Constant.SOL_SOCKET, Constant.SO_RCVBUF)),
            entry(StandardSocketOptions.SO_LINGER, new Linger()),
            entry(StandardSocketOptions.IP_TOS, new TrafficClass()),
            entry(ExtendedSocketOptions.TCP_KEEPIDLE, new Count(Constant.IPPROTO_TCP, Constant.TCP_KEEPIDLE)),
            entry(ExtendedSocketOptions.TCP_KEEPINTERVAL, new Count(Constant.IPPROTO_TCP, Constant.TCP_KEEPINTVL)),
            entry(ExtendedSocketOptions.TCP_KEEPCOUNT, new Count(Constant.IPPROTO_TCP, Constant.TCP_KEEPCNT)),
            entry(ExtendedSocketOptions.TCP_QUICKACK, new Switch(Constant.IPPROTO_TCP, Constant.TCP_QUICKACK)),
            entry(MoreOptions.TCP_USER_TIMEOUT, new Count(Constant.IPPROTO_TCP, Constant.TCP_USER_TIMEOUT)));

    /** Those of UDP. */
    Map<SocketOption<?>, LibcOption> UDP = Map.of(
            StandardSocketOptions.SO_BROADCAST, new Switch(Constant.SOL_SOCKET, Constant.SO_BROADCAST),
            StandardSocketOptions.SO_REUSEADDR, new Switch(Constant.SOL_SOCKET, Constant.SO_REUSEADDR),
            StandardSocketOptions.SO_REUSEPORT, new Switch(Constant.SOL_SOCKET, Constant.SO_REUSEPORT),
            StandardSocketOptions.SO_SNDBUF, new Count(Constant.SOL_SOCKET, Constant.SO_SNDBUF),
            StandardSocketOptions.SO_RCVBUF, new Count(Constant.SOL_SOCKET, Constant.SO_RCVBUF),
            StandardSocketOptions.IP_TOS, new TrafficClass());

    /** Those of Unix sockets that do something. */
    Map<SocketOption<?>, LibcOption> UNIX = Map.of(
            StandardSocketOptions.SO_SNDBUF, new Count(Constant.SOL_SOCKET, Constant.SO_SNDBUF),
            StandardSocketOptions.SO_RCVBUF, new Count(Constant.SOL_SOCKET, Constant.SO_RCVBUF));

    static <T> void set(SocketCalls calls, int fd, SocketOption<T> option, T value) throws IOException {
        if (value == null) {
            throw new IllegalArgumentException(option + " cannot be set to null");
        }
        of(calls, option).set(calls, fd, option.type().cast(value));
    }

    static <T> T get(SocketCalls calls, int fd, SocketOption<T> option) throws IOException {
        return option.type().cast(of(calls, option).get(calls, fd));
    }

    /** Those that the system has. */
    static Set<SocketOption<?>> all(SocketCalls calls) {
        return calls.family.options().entrySet().stream()
                .filter(entry -> calls.has(entry.getValue().name()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** True if a close may wait from now on. */
    static boolean makesLinger(SocketOption<?> option, Object value) {
        return option.equals(StandardSocketOptions.SO_LINGER) && (Integer) value > 0;
    }

    private static LibcOption of(SocketCalls calls, SocketOption<?> option) {
        LibcOption found = calls.family.options().get(option);
        if (found == null) {
            throw new UnsupportedOperationException(
                    "a socket of the kind " + calls.family.word() + " has no option " + option.name());
        }
        if (!calls.has(found.name())) {
            throw new UnsupportedOperationException(
                    "this system's sockets of the kind " + calls.family.word() + " have no option " + option.name());
        }
        return found;
    }

    /** The constant without which there is no such option. */
    Constant name();

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

    /** Bytes, seconds, milliseconds or times. */
    record Count(Constant level, Constant name) implements LibcOption {
        @Override
        public Object get(SocketCalls calls, int fd) throws IOException {
            return calls.getInt(fd, calls.value(level), calls.value(name));
        }

        @Override
        public void set(SocketCalls calls, int fd, Object value) throws IOException {
            int number = (Integer) value;
            if (number < 0) {
                throw new IllegalArgumentException(name + " cannot be negative: " + number);
            }
            calls.setInt(fd, calls.value(level), calls.value(name), number);
        }
    }

    /** Seconds; negative is off. */
    record Linger() implements LibcOption {
        @Override
        public Constant name() {
            return Constant.SOL_SOCKET;
        }

        @Override
        public Object get(SocketCalls calls, int fd) throws IOException {
            return calls.getLinger(fd);
        }

        @Override
        public void set(SocketCalls calls, int fd, Object value) throws IOException {
            calls.setLinger(fd, (Integer) value);
        }
    }

    /** The type of service of IPv4, and the traffic class of IPv6: a socket of IPv6 may be connected to either. */
    record TrafficClass() implements LibcOption {
        private static final int MOST = 255;

        @Override
        public Constant name() {
            return Constant.IP_TOS;
        }

        @Override
        public Object get(SocketCalls calls, int fd) throws IOException {
            return isIpv6(calls)
                    ? calls.getInt(fd, calls.value(Constant.IPPROTO_IPV6), calls.value(Constant.IPV6_TCLASS))
                    : calls.getInt(fd, calls.value(Constant.IPPROTO_IP), calls.value(Constant.IP_TOS));
        }

        @Override
        public void set(SocketCalls calls, int fd, Object value) throws IOException {
            int bits = (Integer) value;
            if (bits < 0 || bits > MOST) {
                throw new IllegalArgumentException("IP_TOS must be 0 to 255: " + bits);
            }
            if (isIpv6(calls)) {
                calls.setInt(fd, calls.value(Constant.IPPROTO_IPV6), calls.value(Constant.IPV6_TCLASS), bits);
            } else {
                calls.setInt(fd, calls.value(Constant.IPPROTO_IP), calls.value(Constant.IP_TOS), bits);
            }
        }

        private static boolean isIpv6(SocketCalls calls) {
            return calls.family.number() == calls.value(Constant.AF_INET6);
        }
    }
}
