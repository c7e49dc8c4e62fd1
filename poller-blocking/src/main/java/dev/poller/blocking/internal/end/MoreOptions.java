// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import java.net.SocketOption;
import java.net.StandardSocketOptions;

/** Options that neither java.net nor jdk.net has. */
public final class MoreOptions {
    /**
     * Milliseconds for which sent data may stay unacknowledged before the connection is given up; 0 is the system's.
     */
    public static final SocketOption<Integer> TCP_USER_TIMEOUT = new Option<>("TCP_USER_TIMEOUT", Integer.class);

    /** Whether urgent data stands among the other data, or is discarded. */
    public static final SocketOption<Boolean> SO_OOBINLINE = new Option<>("SO_OOBINLINE", Boolean.class);

    /** How many routers a message may pass. */
    public static final SocketOption<Integer> IP_TTL = new Option<>("IP_TTL", Integer.class);

    /** Bytes of each message into which the system cuts what is sent at once; 0 for none. */
    public static final SocketOption<Integer> UDP_SEGMENT = new Option<>("UDP_SEGMENT", Integer.class);

    private MoreOptions() {}

    /** Looks at a value that is to be set; true if a close may wait from then on. */
    public static boolean makesLinger(SocketOption<?> option, Object value) {
        return option.equals(StandardSocketOptions.SO_LINGER) && (Integer) value > 0;
    }

    /**
     * No record: the JDK keeps the last record class whose hash was asked for, and so its class loader (ObjectMethods).
     */
    private static final class Option<T> implements SocketOption<T> {
        private final String name;
        private final Class<T> type;

        Option(String name, Class<T> type) {
            this.name = name;
            this.type = type;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Class<T> type() {
            return type;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
