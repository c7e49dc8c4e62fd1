// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import java.net.SocketOption;

/** Options that neither java.net nor jdk.net has. */
public final class MoreOptions {
    /** Milliseconds for which sent data may stay unacknowledged before the connection is given up; 0 is the system's. */
    public static final SocketOption<Integer> TCP_USER_TIMEOUT = new Option<>("TCP_USER_TIMEOUT", Integer.class);

    private MoreOptions() {}

    private record Option<T>(String name, Class<T> type) implements SocketOption<T> {
        @Override
        public String toString() {
            return name;
        }
    }
}
