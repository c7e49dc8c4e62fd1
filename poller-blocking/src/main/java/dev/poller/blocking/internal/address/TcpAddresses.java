// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.address;

import java.net.BindException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;

/** Addresses that nothing can come of are refused before a system call is, in one line. Pure functions. */
public final class TcpAddresses {
    private TcpAddresses() {}

    /** The address to connect to; the wildcard address means this machine. */
    public static InetSocketAddress toConnect(InetSocketAddress remote) throws SocketException, UnknownHostException {
        InetAddress ip = resolved("connect", remote);
        if (remote.getPort() == 0) {
            throw new ConnectException("connect: nothing listens on port 0: " + AddressText.of(remote));
        }
        if (lacksScope(ip)) {
            throw new ConnectException("connect: " + scopeMissing(remote));
        }
        return ip.isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), remote.getPort())
                : remote;
    }

    /** The address to take; port 0 takes any free one. */
    public static InetSocketAddress toBind(InetSocketAddress local) throws SocketException, UnknownHostException {
        if (lacksScope(resolved("bind", local))) {
            throw new BindException("bind: " + scopeMissing(local));
        }
        return local;
    }

    private static InetAddress resolved(String call, InetSocketAddress address) throws UnknownHostException {
        InetAddress ip = address.getAddress();
        if (ip == null) {
            throw new UnknownHostException(call + ": the name has not been resolved: " + address.getHostString());
        }
        return ip;
    }

    private static boolean lacksScope(InetAddress ip) {
        return ip instanceof Inet6Address six && six.isLinkLocalAddress() && six.getScopeId() == 0;
    }

    private static String scopeMissing(InetSocketAddress address) {
        return "a link-local address needs its network interface, as in fe80::1%eth0: " + AddressText.of(address);
    }
}
