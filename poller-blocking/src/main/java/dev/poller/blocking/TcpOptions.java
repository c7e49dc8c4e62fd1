// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.blocking.internal.end.MoreOptions;
import java.net.SocketOption;

/** Options of TCP that neither {@link java.net.StandardSocketOptions} nor jdk.net.ExtendedSocketOptions has. */
public final class TcpOptions {
    /**
     * Milliseconds for which sent data may stay unacknowledged before the connection is given up; 0 is the system's own
     * rule. Linux only (tcp(7)).
     */
    public static final SocketOption<Integer> TCP_USER_TIMEOUT = MoreOptions.TCP_USER_TIMEOUT;

    /** Whether a byte of urgent data stands among the other data, or is discarded, which is the default. */
    public static final SocketOption<Boolean> SO_OOBINLINE = MoreOptions.SO_OOBINLINE;

    private TcpOptions() {}
}
