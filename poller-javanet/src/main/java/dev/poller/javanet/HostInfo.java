// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.Security;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What {@code jdk.includeInExceptions} has messages tell of hosts, as the JDK that runs this does. Pure functions. */
final class HostInfo {
    private static final String PROPERTY = "jdk.includeInExceptions";

    /** From this on it is possible to have names left out, and a timeout is left as it is. */
    private static final boolean FILTERS = Runtime.version().feature() >= 25;

    private static final boolean OF_SOCKETS = included("hostInfo");
    private static final boolean OF_NAMES = !FILTERS || OF_SOCKETS || included("hostInfoExclSocket");

    private HostInfo() {}

    private static boolean included(String what) {
        String given = System.getProperty(PROPERTY);
        String value = given != null ? given : Security.getProperty(PROPERTY);
        return value != null
                && Arrays.stream(value.split(",", -1))
                        .anyMatch(each -> each.trim().equalsIgnoreCase(what));
    }

    /** A name that could not be looked up, as a message. */
    static String name(String host) {
        return OF_NAMES ? host : "";
    }

    /** An address to be named in a message. */
    static String address(InetSocketAddress address) {
        return !FILTERS || OF_SOCKETS ? address.toString() : "";
    }

    /** A failure to connect; with the address, if that is wanted. */
    static IOException added(IOException failure, InetSocketAddress to) {
        if (!OF_SOCKETS || (FILTERS && failure instanceof SocketTimeoutException)) {
            return failure;
        }
        String address = ": " + to;
        String message = String.valueOf(failure.getMessage());
        IOException more = message.endsWith(address) ? null : like(failure, message + address); // Channels add it.
        if (more == null) {
            return failure;
        }
        more.setStackTrace(failure.getStackTrace());
        more.initCause(failure.getCause());
        return more;
    }

    private static @Nullable IOException like(IOException failure, String message) {
        return failure instanceof SocketTimeoutException
                ? new SocketTimeoutException(message)
                : failure instanceof ConnectException
                        ? new ConnectException(message)
                        : failure instanceof NoRouteToHostException
                                ? new NoRouteToHostException(message)
                                : failure instanceof BindException
                                        ? new BindException(message)
                                        : failure instanceof SocketException ? new SocketException(message) : null;
    }
}
