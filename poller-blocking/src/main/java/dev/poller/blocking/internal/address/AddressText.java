// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.address;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Addresses as messages name them. Pure functions. */
public final class AddressText {
    private AddressText() {}

    /** {@code 127.0.0.1:8080}, {@code [fe80::1%eth0]:8080}, {@code example.com:8080} if unresolved, {@code unix:/x}. */
    public static String of(SocketAddress any) {
        if (!(any instanceof InetSocketAddress address)) {
            return any.toString();
        }
        InetAddress ip = address.getAddress();
        if (ip == null) {
            return address.getHostString() + ":" + address.getPort();
        }
        String host = ip.getHostAddress();
        return (ip instanceof Inet6Address ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
