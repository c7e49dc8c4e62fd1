// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import dev.poller.blocking.TcpOptions;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.SocketOptions;
import java.net.StandardSocketOptions;
import java.util.Map;

/**
 * The options that java.net.SocketOptions has numbers for, with the JDK's checks. Immutable.
 *
 * @param <T> the option's type
 */
final class NumberedOption<T> {
    private static final Integer OFF = -1;

    private static final Map<Integer, NumberedOption<?>> ALL = Map.of(
            SocketOptions.TCP_NODELAY, flag(StandardSocketOptions.TCP_NODELAY),
            SocketOptions.SO_KEEPALIVE, flag(StandardSocketOptions.SO_KEEPALIVE),
            SocketOptions.SO_REUSEADDR, flag(StandardSocketOptions.SO_REUSEADDR),
            SocketOptions.SO_REUSEPORT, flag(StandardSocketOptions.SO_REUSEPORT),
            SocketOptions.SO_OOBINLINE, flag(TcpOptions.SO_OOBINLINE),
            SocketOptions.SO_SNDBUF, size(StandardSocketOptions.SO_SNDBUF),
            SocketOptions.SO_RCVBUF, size(StandardSocketOptions.SO_RCVBUF),
            SocketOptions.IP_TOS, number(StandardSocketOptions.IP_TOS),
            SocketOptions.SO_LINGER, number(StandardSocketOptions.SO_LINGER));

    private final SocketOption<T> option;

    /** A number that may not be 0 or negative. */
    private final boolean positive;

    private NumberedOption(SocketOption<T> option, boolean positive) {
        this.option = option;
        this.positive = positive;
    }

    private static NumberedOption<Boolean> flag(SocketOption<Boolean> option) {
        return new NumberedOption<>(option, false);
    }

    private static NumberedOption<Integer> number(SocketOption<Integer> option) {
        return new NumberedOption<>(option, false);
    }

    private static NumberedOption<Integer> size(SocketOption<Integer> option) {
        return new NumberedOption<>(option, true);
    }

    static NumberedOption<?> of(int id) throws SocketException {
        NumberedOption<?> found = ALL.get(id);
        if (found == null) {
            throw new SocketException("Unknown option " + id);
        }
        return found;
    }

    /** The milliseconds of SO_TIMEOUT, which no system call sets. */
    static int timeout(Object value) throws SocketException {
        if (!(value instanceof Integer millis)) {
            throw new SocketException("Bad value for SO_TIMEOUT");
        }
        if (millis < 0) {
            throw new IllegalArgumentException("timeout < 0");
        }
        return millis;
    }

    /** Sets it; {@code false} turns SO_LINGER off. */
    void set(StreamSocketImpl<?> socket, Object value) throws IOException {
        Object given = isLinger() && Boolean.FALSE.equals(value) ? OFF : value;
        if (!option.type().isInstance(given)) {
            throw new SocketException("Bad value for " + option.name());
        }
        if (positive && (Integer) given <= 0) {
            throw new SocketException(option.name() + " <= 0");
        }
        socket.set(option, option.type().cast(given));
    }

    /** The value; {@code false} of SO_LINGER if it is off. */
    Object get(StreamSocketImpl<?> socket) throws IOException {
        Object value = socket.get(option);
        return isLinger() && value.equals(OFF) ? (Object) false : value;
    }

    private boolean isLinger() {
        return option.equals(StandardSocketOptions.SO_LINGER);
    }
}
