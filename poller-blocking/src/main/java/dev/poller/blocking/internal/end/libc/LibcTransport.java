// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.libc;

import dev.poller.Capability;
import dev.poller.Trigger;
import dev.poller.blocking.internal.end.Adopted;
import dev.poller.blocking.internal.end.Buffers;
import dev.poller.blocking.internal.end.Kind;
import dev.poller.blocking.internal.end.NewSocket;
import dev.poller.blocking.internal.end.Transport;
import dev.poller.libc.Abi;
import dev.poller.libc.Constant;
import dev.poller.libc.Libc;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.util.Set;

/** Sockets of the C library, for providers that take file descriptors. Any thread. */
public final class LibcTransport implements Transport {
    private static final Set<Capability> TELLING = Set.of(Capability.EDGE, Capability.READ_CLOSED, Capability.PRIORITY);

    private final Libc libc;
    private final Trigger trigger;
    private final SocketCalls calls;
    private final boolean hasIpv6;
    private final boolean tellsShortReads;

    /**
     * Sockets for a poller.
     *
     * @param trigger how they are registered
     * @param capabilities the poller's
     */
    public LibcTransport(Libc libc, Trigger trigger, Set<Capability> capabilities) {
        libc.acquire();
        this.libc = libc;
        this.trigger = trigger;
        this.tellsShortReads = capabilities.containsAll(TELLING);
        this.calls = new SocketCalls(libc, new Buffers(libc::address));
        this.hasIpv6 = findIpv6();
    }

    @Override
    public void close() {
        libc.release();
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
    public boolean tellsShortReads() {
        return tellsShortReads;
    }

    @Override
    public boolean hasIpv6() {
        return hasIpv6;
    }

    @Override
    public NewSocket tcp(StandardProtocolFamily family, boolean dual) throws IOException {
        boolean six = family == StandardProtocolFamily.INET6;
        return LibcSocket.open(calls, calls.value(six ? Constant.AF_INET6 : Constant.AF_INET), six && dual);
    }

    @Override
    public NewSocket tcpListener(StandardProtocolFamily family, boolean dual) throws IOException {
        return tcp(family, dual);
    }

    @Override
    public Adopted adopt(int fd) throws IOException {
        return LibcDescriptor.of(calls, fd);
    }

    /**
     * A descriptor of a kind.
     *
     * @param fd closed with the endpoint
     */
    public Adopted descriptor(int fd, Kind kind) throws IOException {
        LibcDescriptor made = LibcDescriptor.of(calls, fd, kind);
        made.own(true);
        return made;
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
}
