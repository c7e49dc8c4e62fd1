// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.libc;

import dev.poller.libc.Abi;
import dev.poller.libc.Constant;
import dev.poller.libc.Sockaddr;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * IPv4, or IPv6.
 *
 * @param number AF_INET or AF_INET6
 */
record InetFamily(Abi abi, int number, boolean isIpv6, String word, Map<SocketOption<?>, LibcOption> options)
        implements SocketFamily {
    static InetFamily tcp(Abi abi, boolean six) {
        return new InetFamily(abi, number(abi, six), six, "TCP", LibcOption.TCP);
    }

    static InetFamily udp(Abi abi, boolean six) {
        return new InetFamily(abi, number(abi, six), six, "UDP", LibcOption.UDP);
    }

    private static int number(Abi abi, boolean six) {
        return abi.value(six ? Constant.AF_INET6 : Constant.AF_INET);
    }

    @Override
    public int put(ByteBuffer buffer, SocketAddress address) {
        return Sockaddr.put(abi, buffer, number, (InetSocketAddress) address);
    }

    @Override
    public InetSocketAddress read(ByteBuffer buffer, int length) {
        return Sockaddr.get(abi, buffer);
    }
}
