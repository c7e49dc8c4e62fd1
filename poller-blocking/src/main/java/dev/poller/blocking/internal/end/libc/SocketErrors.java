// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.libc;

import dev.poller.blocking.internal.address.AddressText;
import dev.poller.libc.Constant;
import dev.poller.libc.ErrnoException;
import dev.poller.libc.Libc;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.function.Function;

/**
 * The exceptions of java.net for a failed call on a descriptor. Their messages name the call, the errno and what it was
 * about; each has an {@link ErrnoException} as its cause, which names the descriptor too. Immutable.
 */
record SocketErrors(Libc libc) {
    /** A call failed. Two messages are the JDK's to the letter, for programs look for them. */
    SocketException io(String call, int fd, long result) {
        ErrnoException cause = libc.failure(call, fd, result);
        String message = libc.errno().isReset(result)
                ? "Connection reset"
                : libc.errno().is(result, Constant.EPIPE) ? "Broken pipe" : cause.getMessage();
        return because(new SocketException(message), cause);
    }

    /** The result of a call, unless that failed: then as {@link #io}. */
    int check(String call, int fd, int result) throws SocketException {
        if (result < 0) {
            throw io(call, fd, result);
        }
        return result;
    }

    /** A connection could not be made. */
    IOException connect(SocketAddress remote, int fd, long result) {
        Function<String, IOException> exception =
                libc.errno().isUnreachable(result) ? NoRouteToHostException::new : ConnectException::new;
        return about(remote, "connect", fd, result, exception);
    }

    /** A message could not be sent, or an earlier one has been answered: nobody has the port (udp(7)). */
    IOException message(SocketAddress peer, String call, int fd, long result) {
        Function<String, IOException> exception = libc.errno().is(result, Constant.ECONNREFUSED)
                ? PortUnreachableException::new
                : libc.errno().isUnreachable(result) ? NoRouteToHostException::new : SocketException::new;
        return about(peer, call, fd, result, exception);
    }

    /** An address could not be taken. */
    IOException bind(SocketAddress local, String call, int fd, long result) {
        return about(local, call, fd, result, BindException::new);
    }

    private IOException about(
            SocketAddress address, String call, int fd, long result, Function<String, IOException> exception) {
        String subject = AddressText.of(address);
        String message = libc.failure(call, subject, result).getMessage();
        return because(exception.apply(message), libc.failure(call, fd, subject, result));
    }

    private static <E extends IOException> E because(E exception, ErrnoException cause) {
        exception.initCause(cause);
        return exception;
    }
}
