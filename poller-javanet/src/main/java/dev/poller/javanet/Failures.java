// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import dev.poller.libc.ErrnoException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;

/**
 * The JDK's exceptions and messages for those of the blocking layer, because programs look for them; the layer's own,
 * which says more, is the cause. Pure functions.
 */
final class Failures {
    static final String CLOSED = "Socket closed";

    private static final String INTERRUPTED = "Closed by interrupt";

    private Failures() {}

    static SocketException closed() {
        return new SocketException(CLOSED);
    }

    static SocketException closedByInterrupt() {
        return new SocketException(INTERRUPTED);
    }

    /** The JDK's for one of the layer's. An interrupt is left as it is: java.net.Socket makes the rest of it. */
    static IOException of(IOException failure) {
        if (failure instanceof InterruptedIOException || failure instanceof UnknownHostException) {
            return failure;
        }
        if (failure instanceof ClosedChannelException) {
            return because(closed(), failure);
        }
        if (failure.getCause() instanceof ErrnoException errno) {
            return named(failure, errno);
        }
        return failure instanceof SocketException
                ? failure
                : because(new SocketException(failure.getMessage()), failure);
    }

    /** As {@link #of}, of what was about an address: over channels the layer's message adds it to the JDK's own. */
    static IOException ofAddress(IOException failure) {
        return failure instanceof SocketException && failure.getCause() instanceof SocketException own
                ? own
                : of(failure);
    }

    /** As {@link #of}, where nothing but a SocketException may be thrown. */
    static SocketException socketException(Exception failure) {
        IOException like = failure instanceof IOException io ? of(io) : new SocketException(failure.getMessage());
        return like instanceof SocketException plain ? plain : because(new SocketException(like.getMessage()), failure);
    }

    private static IOException named(IOException failure, ErrnoException errno) {
        return switch (errno.errnoName()) {
            case "ECONNRESET", "EPIPE" -> failure; // The layer has the JDK's messages for these.
            case "ECONNREFUSED", "ETIMEDOUT", "ENOTCONN" -> because(new ConnectException(errno.text()), failure);
            case "EHOSTUNREACH" -> because(new NoRouteToHostException(errno.text()), failure);
            case "EADDRINUSE", "EADDRNOTAVAIL", "EACCES", "EPERM" -> because(new BindException(errno.text()), failure);
            default -> because(new SocketException(errno.text()), failure);
        };
    }

    private static <E extends IOException> E because(E exception, Throwable cause) {
        exception.initCause(cause);
        return exception;
    }
}
