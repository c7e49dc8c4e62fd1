// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;

/** What no option may be, in the JDK's words. Pure functions. */
final class OptionRange {
    private static final int MOST_TOS = 255;

    private OptionRange() {}

    static void check(SocketOption<?> option, Object value) throws SocketException {
        if (!(value instanceof Integer number) || option.equals(StandardSocketOptions.SO_LINGER)) {
            return;
        }
        if (option.equals(StandardSocketOptions.IP_TOS) && (number < 0 || number > MOST_TOS)) {
            throw new IllegalArgumentException("Invalid IP_TOS value");
        }
        if (number >= 0) {
            return;
        }
        if (option.equals(StandardSocketOptions.SO_SNDBUF) || option.equals(StandardSocketOptions.SO_RCVBUF)) {
            throw new IllegalArgumentException("Invalid send/receive buffer size");
        }
        throw new SocketException("Invalid argument"); // EINVAL, as the system says; the layer knows before.
    }
}
