// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import static dev.poller.javanet.PollerSocketOptions.CLOSE_ON_INTERRUPT;
import static dev.poller.javanet.PollerSocketOptions.DEADLINE;
import static dev.poller.javanet.PollerSocketOptions.NEVER;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.ThreadKind;
import dev.poller.blocking.Until;
import java.net.SocketOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The values of {@link PollerSocketOptions} that one socket has. Set with its lock; read by any thread. */
final class OwnOptions {
    private static final Until UNINTERRUPTED = Until.FOREVER.uninterrupted();

    private volatile Duration writeTimeout = NEVER;
    private volatile boolean closesOnInterrupt = true;

    /** A {@link System#nanoTime}; null for none. */
    private volatile @Nullable Long deadline;

    /**
     * Sets one.
     *
     * @param stream whose deadlines they are; null before it is connected
     */
    void set(SocketOption<?> option, Object value, @Nullable ByteStream stream) {
        if (option.equals(CLOSE_ON_INTERRUPT)) {
            closesOnInterrupt = (Boolean) value;
        } else if (option.equals(DEADLINE)) {
            Duration left = (Duration) value;
            deadline = left.equals(NEVER) ? null : (Long) (System.nanoTime() + nanos(left));
            if (stream != null) {
                apply(stream);
            }
        } else {
            Duration most = (Duration) value;
            if (most.isZero() || most.isNegative()) {
                throw new IllegalArgumentException("Invalid value '" + most + "'");
            }
            writeTimeout = most;
        }
    }

    Object get(SocketOption<?> option) {
        return option.equals(CLOSE_ON_INTERRUPT)
                ? (Object) closesOnInterrupt
                : option.equals(DEADLINE) ? left() : writeTimeout;
    }

    /** Gives a stream the deadline, as it is connected or later. */
    void apply(ByteStream stream) {
        if (deadline == null) {
            stream.clearReadDeadline();
            stream.clearWriteDeadline();
        } else {
            Duration left = left();
            stream.setReadDeadline(left);
            stream.setWriteDeadline(left);
        }
    }

    private Duration left() {
        Long point = deadline;
        return point == null ? NEVER : Duration.ofNanos(Math.max(0, point - System.nanoTime()));
    }

    /** Half of the range: differences keep their sign. */
    private static long nanos(Duration duration) {
        Duration most = Duration.ofNanos(Long.MAX_VALUE / 2);
        return duration.isNegative() ? 0 : duration.compareTo(most) < 0 ? duration.toNanos() : most.toNanos();
    }

    /** What ends a read or an accept, beside the stream's deadline. */
    Until read(int millis) {
        return millis == 0 ? interrupted(Until.FOREVER) : interrupted(waiting(Duration.ofMillis(millis)));
    }

    Until write() {
        Duration most = writeTimeout;
        return interrupted(most.equals(NEVER) ? Until.FOREVER : Until.in(most));
    }

    /** What ends a connect, which has no stream yet. */
    Until connect(int millis) {
        Duration left = left();
        Duration timeout = millis == 0 ? NEVER : Duration.ofMillis(millis);
        return left.compareTo(timeout) > 0
                ? read(millis)
                : interrupted(left.equals(NEVER) ? Until.FOREVER : Until.in(left));
    }

    private static Until waiting(Duration most) {
        return Until.in(most).whileWaiting();
    }

    private Until interrupted(Until until) {
        if (closesOnInterrupt && ThreadKind.current() == ThreadKind.VIRTUAL) {
            return until;
        }
        return until.equals(Until.FOREVER) ? UNINTERRUPTED : until.uninterrupted();
    }
}
