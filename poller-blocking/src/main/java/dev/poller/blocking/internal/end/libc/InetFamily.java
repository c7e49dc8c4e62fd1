// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.libc;

import dev.poller.blocking.internal.end.Kind;
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
 * @param datagrams true for UDP, false for TCP
 */
record InetFamily(Abi abi, int number, boolean datagrams) implements SocketFamily {
    static InetFamily of(Abi abi, boolean six, boolean datagrams) {
        return new InetFamily(abi, abi.value(six ? Constant.AF_INET6 : Constant.AF_INET), datagrams);
    }

    @Override
    public String word() {
        return datagrams ? "UDP" : "TCP";
    }

    @Override
    public Map<SocketOption<?>, LibcOption> options() {
        return datagrams ? LibcOption.UDP : LibcOption.TCP;
    }

    @Override
    public Kind kind() {
        return Kind.STREAM_SOCKET;
    }

    @Override
    public boolean isLocal() {
        return false;
    }

    @Override
    public boolean isIpv6() {
        return number == abi.value(Constant.AF_INET6);
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
