// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.libc;

import dev.poller.blocking.internal.end.Buffers.Buffer;
import dev.poller.libc.Constant;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import org.jspecify.annotations.Nullable;

/**
 * Groups and the interfaces they are reached by. A socket of IPv6 has to do with groups of IPv4 too, and keeps their
 * interface beside its own. ip(7), ipv6(7); struct ip_mreqn and ipv6_mreq as in ci/abi. Any thread.
 */
final class Multicast {
    private static final int IPV4_SIZE = 4;
    private static final int IPV6_SIZE = 16;

    /** struct ip_mreqn: the group, an address of the interface, its number. */
    private static final int MREQN_SIZE = 12;

    private Multicast() {}

    /**
     * Joins a group, or leaves it. Messages to groups that others on this machine have joined are not for this socket:
     * that is said before it joins, so that none comes in between. A kernel without the option goes on as it does.
     */
    static void member(SocketCalls calls, int fd, InetAddress group, NetworkInterface by, boolean joins)
            throws IOException {
        if (!calls.has(Constant.IP_ADD_MEMBERSHIP)) {
            throw new UnsupportedOperationException("this provider joins no groups; epoll on Linux and nio do");
        }
        if (group instanceof Inet6Address) {
            if (!calls.family.isIpv6()) {
                throw new IllegalArgumentException(
                        "a socket of IPv4 cannot join " + group.getHostAddress() + ": bind it to an address of IPv6");
            }
            calls.trySetInt(fd, Constant.IPPROTO_IPV6, Constant.IPV6_MULTICAST_ALL, 0);
            Constant option = joins ? Constant.IPV6_ADD_MEMBERSHIP : Constant.IPV6_DROP_MEMBERSHIP;
            try (Buffer value = calls.buffers.take()) {
                value.bytes().put(0, group.getAddress()).putInt(IPV6_SIZE, by.getIndex());
                calls.set(value, fd, Constant.IPPROTO_IPV6, option, IPV6_SIZE + Integer.BYTES);
            }
        } else {
            calls.trySetInt(fd, Constant.IPPROTO_IP, Constant.IP_MULTICAST_ALL, 0);
            Constant option = joins ? Constant.IP_ADD_MEMBERSHIP : Constant.IP_DROP_MEMBERSHIP;
            try (Buffer value = calls.buffers.take()) {
                value.bytes().put(0, group.getAddress()).putInt(IPV4_SIZE, 0);
                value.bytes().putInt(2 * IPV4_SIZE, by.getIndex());
                calls.set(value, fd, Constant.IPPROTO_IP, option, MREQN_SIZE);
            }
        }
    }

    /** The interface by which messages to groups leave; null for the system's choice. */
    static @Nullable NetworkInterface outgoing(SocketCalls calls, int fd) throws IOException {
        if (calls.family.isIpv6()) {
            int index = calls.getInt(fd, Constant.IPPROTO_IPV6, Constant.IPV6_MULTICAST_IF);
            return index == 0 ? null : NetworkInterface.getByIndex(index);
        }
        try (Buffer value = calls.buffers.take()) {
            calls.get(value, fd, Constant.IPPROTO_IP, Constant.IP_MULTICAST_IF, IPV4_SIZE);
            byte[] address = new byte[IPV4_SIZE];
            value.bytes().get(0, address);
            InetAddress of = InetAddress.getByAddress(address);
            return of.isAnyLocalAddress() ? null : NetworkInterface.getByInetAddress(of);
        }
    }

    /** Of IPv4 the system tells an address later, and no number: so it is given one. */
    static void setOutgoing(SocketCalls calls, int fd, NetworkInterface by) throws IOException {
        if (calls.family.isIpv6()) {
            calls.setInt(fd, Constant.IPPROTO_IPV6, Constant.IPV6_MULTICAST_IF, by.getIndex());
        }
        try (Buffer value = calls.buffers.take()) {
            value.bytes().putInt(0, 0).putInt(IPV4_SIZE, 0).putInt(2 * IPV4_SIZE, by.getIndex());
            by.inetAddresses()
                    .filter(Inet4Address.class::isInstance)
                    .findFirst()
                    .ifPresent(address -> value.bytes().put(IPV4_SIZE, address.getAddress()));
            calls.set(value, fd, Constant.IPPROTO_IP, Constant.IP_MULTICAST_IF, MREQN_SIZE);
        }
    }
}
