// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;

/** The tables for NetBSD. Source: the headers named below, of NetBSD's src, sys/sys; ci/abi/README.md. */
final class NetBsdAbi {
    private static final BsdSystem SYSTEM = new BsdSystem(
            "NetBSD",
            new SystemVersion(10, 0),
            "which brought EVFILT_USER, EV_RECEIPT and EV_DISPATCH",
            Set.of("amd64", "x86_64", "aarch64"));

    /** sys/errno.h, sys/fcntl.h, sys/socket.h, netinet/tcp.h and netinet6/in6.h. */
    private static final Map<Constant, Integer> OWN = Map.ofEntries(
            entry(Constant.EPROTO, 96),
            entry(Constant.O_NOCTTY, 0x8000),
            entry(Constant.O_CLOEXEC, 0x400000),
            entry(Constant.IPV6_TCLASS, 0x3d),
            entry(Constant.TCP_KEEPIDLE, 3),
            entry(Constant.TCP_KEEPINTVL, 5),
            entry(Constant.TCP_KEEPCNT, 6),
            entry(Constant.AF_INET6, 24),
            entry(Constant.SOCK_CLOEXEC, 0x10000000),
            entry(Constant.SOCK_NONBLOCK, 0x20000000),
            entry(Constant.SO_NOSIGPIPE, 0x800),
            entry(Constant.MSG_NOSIGNAL, 0x400));

    /** sys/event.h: filters count up from 0; there is no EVFILT_EXCEPT. */
    private static final Map<KqueueConstant, Integer> FILTERS = Map.of(
            KqueueConstant.EVFILT_READ, 0,
            KqueueConstant.EVFILT_WRITE, 1,
            KqueueConstant.EVFILT_VNODE, 3,
            KqueueConstant.EVFILT_PROC, 4,
            KqueueConstant.EVFILT_SIGNAL, 5,
            KqueueConstant.EVFILT_USER, 8,
            KqueueConstant.NOTE_CLOSE_WRITE, 0x200);

    private NetBsdAbi() {}

    static Abi of(String osVersion, String arch) throws BindingUnavailableException {
        return BsdAbi.of(SYSTEM.on(arch), OWN, StatLayout.NETBSD, BsdErrnoNames.NETBSD, kqueue(osVersion, arch));
    }

    static KqueueAbi kqueue(String osVersion, String arch) throws BindingUnavailableException {
        SYSTEM.require(osVersion, arch);
        return new KqueueAbi(
                SYSTEM.on(arch),
                KeventLayout.WIDE,
                KqueueAbi.Functions.system(KqueueAbi.Kevent.KEVENT50),
                BsdAbi.kqueue(FILTERS),
                true);
    }
}
