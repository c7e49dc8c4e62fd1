// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.Capability;
import dev.poller.Trigger;
import dev.poller.libc.Abi;
import dev.poller.libc.Constant;
import dev.poller.libc.Libc;
import dev.poller.libc.Sockaddr;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.Set;

/** Sockets of the C library, for providers that take file descriptors. Any thread. */
final class LibcTransport implements Transport {
    private static final Set<Capability> DRAINING =
            Set.of(Capability.EDGE, Capability.READ_CLOSED, Capability.PRIORITY);

    private final Libc libc;
    private final Trigger trigger;
    private final SocketCalls calls;
    private final boolean hasIpv6;
    private final boolean shortReadsDrain;

    /**
     * Sockets for a poller.
     *
     * @param capabilities the poller's
     */
    LibcTransport(Libc libc, Set<Capability> capabilities) throws IOException {
        this.libc = libc;
        this.trigger = Transports.trigger(capabilities);
        this.shortReadsDrain = capabilities.containsAll(DRAINING);
        this.calls = new SocketCalls(libc, new Buffers(libc::address));
        this.hasIpv6 = findIpv6();
    }

    @Override
    public String binding() {
        return libc.binding();
    }

    @Override
    public Trigger trigger() {
        return trigger;
    }

    @Override
    public boolean shortReadsDrain() {
        return shortReadsDrain;
    }

    @Override
    public Endpoint stream(InetSocketAddress remote) throws IOException {
        return new LibcEndpoint(calls, calls.socket(family(remote)));
    }

    /** A listener on all addresses takes IPv4 connections too, where there is IPv6 (as java.net.ServerSocket). */
    @Override
    public Endpoint listener(InetSocketAddress local, ListenOptions options) throws IOException {
        boolean all = local.getAddress().isAnyLocalAddress();
        int family = all && hasIpv6 ? calls.value(Constant.AF_INET6) : family(local);
        int fd = calls.socket(family);
        try {
            if (all && hasIpv6) {
                calls.setInt(fd, calls.value(Constant.IPPROTO_IPV6), calls.value(Constant.IPV6_V6ONLY), 0);
            }
            if (options.reuseAddress()) {
                calls.setInt(fd, calls.value(Constant.SOL_SOCKET), calls.value(Constant.SO_REUSEADDR), 1);
            }
            calls.bind(fd, family, local);
            calls.listen(fd, local, options.backlog());
        } catch (Throwable failure) {
            libc.close(fd);
            throw failure;
        }
        return new LibcEndpoint(calls, fd);
    }

    private int family(InetSocketAddress address) {
        return calls.value(address.getAddress() instanceof Inet6Address ? Constant.AF_INET6 : Constant.AF_INET);
    }

    private boolean findIpv6() {
        Abi abi = libc.abi();
        int fd = libc.socket(abi.value(Constant.AF_INET6), abi.value(Constant.SOCK_STREAM), 0);
        if (fd < 0) {
            return false;
        }
        libc.close(fd);
        return true;
    }

    /** Where an address is written for the system: see {@link Sockaddr}. */
    static final int ADDRESS_ROOM = 128;
}
