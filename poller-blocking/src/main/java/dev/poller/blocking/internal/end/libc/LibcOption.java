// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.libc;

import static java.util.Map.entry;

import dev.poller.blocking.internal.end.Buffers.Buffer;
import dev.poller.blocking.internal.end.MoreOptions;
import dev.poller.libc.Constant;
import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.Map;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/** How an option is read and written on a socket of the C library. Immutable; any thread. */
interface LibcOption {
    /** Those of TCP. */
    Map<SocketOption<?>, LibcOption> TCP = Map.ofEntries(
            entry(StandardSocketOptions.TCP_NODELAY, new Switch(Constant.IPPROTO_TCP, Constant.TCP_NODELAY)),
            entry(StandardSocketOptions.SO_KEEPALIVE, new Switch(Constant.SOL_SOCKET, Constant.SO_KEEPALIVE)),
            entry(MoreOptions.SO_OOBINLINE, new Switch(Constant.SOL_SOCKET, Constant.SO_OOBINLINE)),
            entry(StandardSocketOptions.SO_REUSEADDR, new Switch(Constant.SOL_SOCKET, Constant.SO_REUSEADDR)),
            entry(StandardSocketOptions.SO_REUSEPORT, new Switch(Constant.SOL_SOCKET, Constant.SO_REUSEPORT)),
            entry(StandardSocketOptions.SO_SNDBUF, new BufferSize(Constant.SO_SNDBUF)),
            entry(StandardSocketOptions.SO_RCVBUF, new BufferSize(Constant.SO_RCVBUF)),
            entry(StandardSocketOptions.SO_LINGER, new Linger()),
            entry(StandardSocketOptions.IP_TOS, new OfFamily(Constant.IP_TOS, Constant.IPV6_TCLASS, 0)),
            entry(ExtendedSocketOptions.TCP_KEEPIDLE, new Count(Constant.IPPROTO_TCP, Constant.TCP_KEEPIDLE)),
            entry(ExtendedSocketOptions.TCP_KEEPINTERVAL, new Count(Constant.IPPROTO_TCP, Constant.TCP_KEEPINTVL)),
            entry(ExtendedSocketOptions.TCP_KEEPCOUNT, new Count(Constant.IPPROTO_TCP, Constant.TCP_KEEPCNT)),
            entry(
                    ExtendedSocketOptions.SO_INCOMING_NAPI_ID,
                    new Count(Constant.SOL_SOCKET, Constant.SO_INCOMING_NAPI_ID)),
            entry(ExtendedSocketOptions.TCP_QUICKACK, new Switch(Constant.IPPROTO_TCP, Constant.TCP_QUICKACK)),
            entry(MoreOptions.TCP_USER_TIMEOUT, new Count(Constant.IPPROTO_TCP, Constant.TCP_USER_TIMEOUT)));

    /** Those of UDP. */
    Map<SocketOption<?>, LibcOption> UDP = Map.ofEntries(
            entry(StandardSocketOptions.SO_BROADCAST, new Switch(Constant.SOL_SOCKET, Constant.SO_BROADCAST)),
            entry(StandardSocketOptions.SO_REUSEADDR, new Switch(Constant.SOL_SOCKET, Constant.SO_REUSEADDR)),
            entry(StandardSocketOptions.SO_REUSEPORT, new Switch(Constant.SOL_SOCKET, Constant.SO_REUSEPORT)),
            entry(StandardSocketOptions.SO_SNDBUF, new BufferSize(Constant.SO_SNDBUF)),
            entry(StandardSocketOptions.SO_RCVBUF, new BufferSize(Constant.SO_RCVBUF)),
            entry(StandardSocketOptions.IP_TOS, new OfFamily(Constant.IP_TOS, Constant.IPV6_TCLASS, 0)),
            entry(MoreOptions.IP_TTL, new OfFamily(Constant.IP_TTL, Constant.IPV6_UNICAST_HOPS, 1)),
            entry(
                    StandardSocketOptions.IP_MULTICAST_TTL,
                    new OfFamily(Constant.IP_MULTICAST_TTL, Constant.IPV6_MULTICAST_HOPS, 0)),
            entry(
                    StandardSocketOptions.IP_MULTICAST_LOOP,
                    new Switch(new OfFamily(Constant.IP_MULTICAST_LOOP, Constant.IPV6_MULTICAST_LOOP, 0))),
            entry(StandardSocketOptions.IP_MULTICAST_IF, new OutgoingInterface()),
            entry(MoreOptions.UDP_SEGMENT, new Count(Constant.SOL_UDP, Constant.UDP_SEGMENT)));

    /** Those of Unix sockets that do something. */
    Map<SocketOption<?>, LibcOption> UNIX = Map.of(
            StandardSocketOptions.SO_SNDBUF, new BufferSize(Constant.SO_SNDBUF),
            StandardSocketOptions.SO_RCVBUF, new BufferSize(Constant.SO_RCVBUF));

    /** The constant without which there is no such option. */
    Constant name();

    /** The value, of the option's type; null if there is none. */
    @Nullable
    Object get(SocketCalls calls, int fd) throws IOException;

    /** Sets a value of the option's type. */
    void set(SocketCalls calls, int fd, Object value) throws IOException;

    /** On or off: a number that is 1 or 0. */
    record Switch(LibcOption number) implements LibcOption {
        Switch(Constant level, Constant name) {
            this(new Count(level, name));
        }

        @Override
        public Constant name() {
            return number.name();
        }

        @Override
        public Object get(SocketCalls calls, int fd) throws IOException {
            return !Integer.valueOf(0).equals(number.get(calls, fd));
        }

        @Override
        public void set(SocketCalls calls, int fd, Object value) throws IOException {
            number.set(calls, fd, (Boolean) value ? 1 : 0);
        }
    }

    /** Bytes, seconds, milliseconds or times. */
    record Count(Constant level, Constant name) implements LibcOption {
        @Override
        public Object get(SocketCalls calls, int fd) throws IOException {
            return calls.getInt(fd, level, name);
        }

        @Override
        public void set(SocketCalls calls, int fd, Object value) throws IOException {
            int number = (Integer) value;
            if (number < 0) {
                throw new IllegalArgumentException(name + " cannot be negative: " + number);
            }
            calls.setInt(fd, level, name, number);
        }
    }

    /** Bytes of data; some systems count their own bookkeeping in. */
    record BufferSize(Constant name) implements LibcOption {
        @Override
        public Object get(SocketCalls calls, int fd) throws IOException {
            int size = calls.getInt(fd, Constant.SOL_SOCKET, name);
            return calls.libc.abi().doublesBufferSizes() ? size / 2 : size;
        }

        @Override
        public void set(SocketCalls calls, int fd, Object value) throws IOException {
            new Count(Constant.SOL_SOCKET, name).set(calls, fd, value);
        }
    }

    /**
     * Seconds, or -1 if closing does not linger; 0 makes closing reset the connection. struct linger { int l_onoff; int
     * l_linger; } (socket(7)).
     */
    record Linger() implements LibcOption {
        @Override
        public Constant name() {
            return Constant.SOL_SOCKET;
        }

        private static Constant inSeconds(SocketCalls calls) {
            return calls.has(Constant.SO_LINGER_SEC) ? Constant.SO_LINGER_SEC : Constant.SO_LINGER;
        }

        @Override
        public Object get(SocketCalls calls, int fd) throws IOException {
            try (Buffer value = calls.buffers.take()) {
                calls.get(value, fd, Constant.SOL_SOCKET, inSeconds(calls), 2 * Integer.BYTES);
                return value.bytes().getInt(0) == 0 ? -1 : value.bytes().getInt(Integer.BYTES);
            }
        }

        @Override
        public void set(SocketCalls calls, int fd, Object value) throws IOException {
            int seconds = (Integer) value;
            try (Buffer buffer = calls.buffers.take()) {
                buffer.bytes().putInt(0, seconds < 0 ? 0 : 1).putInt(Integer.BYTES, Math.max(0, seconds));
                calls.set(buffer, fd, Constant.SOL_SOCKET, inSeconds(calls), 2 * Integer.BYTES);
            }
        }
    }

    /**
     * What IPv4 and IPv6 have under names of their own, as numbers. A socket of IPv6 keeps both, for it may have to do
     * with either, and reads that of IPv6.
     *
     * @param least the smallest value
     */
    record OfFamily(Constant four, Constant six, int least) implements LibcOption {
        private static final int MOST = 255;
        private static final Set<String> REFUSED = Set.of("EINVAL", "ENOPROTOOPT");

        @Override
        public Constant name() {
            return four;
        }

        @Override
        public Object get(SocketCalls calls, int fd) throws IOException {
            return calls.family.isIpv6()
                    ? calls.getInt(fd, Constant.IPPROTO_IPV6, six)
                    : calls.getInt(fd, Constant.IPPROTO_IP, four);
        }

        @Override
        public void set(SocketCalls calls, int fd, Object value) throws IOException {
            int number = (Integer) value;
            if (number < least || number > MOST) {
                throw new IllegalArgumentException(four + " must be " + least + " to " + MOST + ": " + number);
            }
            if (!calls.family.isIpv6()) {
                calls.setInt(fd, Constant.IPPROTO_IP, four, number);
                return;
            }
            calls.setInt(fd, Constant.IPPROTO_IPV6, six, number);
            // The BSDs have no options of IPv4 for it, ip6_ctloutput in netinet6/ip6_output.c.
            int result = calls.trySetInt(fd, Constant.IPPROTO_IP, four, number);
            if (result < 0 && !REFUSED.contains(calls.libc.errno().name(result))) {
                throw calls.errors.io("setsockopt", fd, result);
            }
        }
    }

    /** The network interface by which messages to groups leave. */
    record OutgoingInterface() implements LibcOption {
        @Override
        public Constant name() {
            return Constant.IP_MULTICAST_IF;
        }

        @Override
        public @Nullable Object get(SocketCalls calls, int fd) throws IOException {
            return Multicast.outgoing(calls, fd);
        }

        @Override
        public void set(SocketCalls calls, int fd, Object value) throws IOException {
            Multicast.setOutgoing(calls, fd, (NetworkInterface) value);
        }
    }
}
