// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import java.net.SocketOption;
import java.time.Duration;

/**
 * What sockets over Poller can do and those of the JDK cannot. All of it is off until it is set, by
 * {@link java.net.Socket#setOption}, in any state of a socket but closed; any thread. {@code supportedOptions} does not
 * name them, so that programs find what they find with the JDK's. Server sockets have none; what they accept has all.
 *
 * {@snippet :
 * socket.setOption(PollerSocketOptions.DEADLINE, Duration.ofSeconds(10)); // for all of a request and its answer
 * }
 */
public final class PollerSocketOptions {
    /** No limit: what limits are unless they are set. */
    public static final Duration NEVER = Duration.ofSeconds(Long.MAX_VALUE);

    /**
     * How long a write may take, more than zero. One that takes longer throws {@link java.net.SocketTimeoutException};
     * some of its bytes may have been sent, so usually the socket has to be closed.
     */
    public static final SocketOption<Duration> WRITE_TIMEOUT = new Own<>("WRITE_TIMEOUT", Duration.class);

    /**
     * How much time from now on is left for connecting, reading and writing, all together. After it these calls throw
     * {@link java.net.SocketTimeoutException}, also reads and writes that wait. A connected socket stays open, and is
     * usable again once a new deadline is set. A connect uses the deadline that was set when it began. So zero, which
     * any thread may set, ends waiting calls without closing anything. The value is the time that is left.
     */
    public static final SocketOption<Duration> DEADLINE = new Own<>("DEADLINE", Duration.class);

    /**
     * Whether an interrupt closes the socket that a virtual thread waits on, as with the JDK's; true unless it is set.
     * With false the thread continues to wait and keeps its status, as a platform thread does.
     */
    public static final SocketOption<Boolean> CLOSE_ON_INTERRUPT = new Own<>("CLOSE_ON_INTERRUPT", Boolean.class);

    private PollerSocketOptions() {}

    static boolean has(SocketOption<?> option) {
        return option instanceof Own<?>;
    }

    /** An option of this class. */
    private record Own<T>(String name, Class<T> type) implements SocketOption<T> {
        @Override
        public String toString() {
            return name;
        }
    }
}
