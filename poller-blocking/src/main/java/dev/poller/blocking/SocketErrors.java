// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.libc.Abi;
import dev.poller.libc.Constant;
import dev.poller.libc.ErrnoException;
import dev.poller.libc.Libc;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;

/**
 * The exceptions of java.net for a failed call on a libc socket. Each has the {@link ErrnoException} as its cause, which
 * names the call, the descriptor and the errno. Immutable.
 */
final class SocketErrors {
    private final Libc libc;
    private final int connectionReset;
    private final int brokenPipe;
    private final int unreachableHost;
    private final int unreachableNetwork;

    SocketErrors(Libc libc) {
        this.libc = libc;
        Abi abi = libc.abi();
        this.connectionReset = abi.value(Constant.ECONNRESET);
        this.brokenPipe = abi.value(Constant.EPIPE);
        this.unreachableHost = abi.value(Constant.EHOSTUNREACH);
        this.unreachableNetwork = abi.value(Constant.ENETUNREACH);
    }

    /** A read, write or option failed. The first two messages are the JDK's to the letter: programs look for them. */
    SocketException io(String call, int fd, long result) {
        ErrnoException cause = libc.failure(call, fd, result);
        if (cause.errno() == connectionReset) {
            return because(new SocketException("Connection reset"), cause);
        }
        if (cause.errno() == brokenPipe) {
            return because(new SocketException("Broken pipe"), cause);
        }
        return because(new SocketException(cause.getMessage()), cause);
    }

    /** A connection could not be made. */
    IOException connect(InetSocketAddress remote, int fd, long result) {
        ErrnoException cause = libc.failure("connect", fd, result);
        String message = libc.strerror(cause.errno()) + ": " + remote;
        boolean unreachable = cause.errno() == unreachableHost || cause.errno() == unreachableNetwork;
        return because(unreachable ? new NoRouteToHostException(message) : new ConnectException(message), cause);
    }

    /** An address could not be taken. */
    IOException bind(InetSocketAddress local, String call, int fd, long result) {
        ErrnoException cause = libc.failure(call, fd, result);
        return because(new BindException(libc.strerror(cause.errno()) + ": " + local), cause);
    }

    private static <E extends IOException> E because(E exception, ErrnoException cause) {
        exception.initCause(cause);
        return exception;
    }
}
