// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;

/** The tables for DragonFly. Source: the headers named below, of DragonFlyBSD, sys/sys; ci/abi/README.md. */
final class DragonFlyAbi {
    private static final BsdSystem SYSTEM = new BsdSystem(
            "DragonFly", new SystemVersion(6, 0), "the oldest that these were written for", Set.of("amd64", "x86_64"));

    /** sys/errno.h, sys/fcntl.h, sys/socket.h, netinet/tcp.h and netinet6/in6.h. Keep-alive times are seconds since
     * 5.8 (libuv src/unix/tcp.c). */
    private static final Map<Constant, Integer> OWN = Map.ofEntries(
            entry(Constant.EPROTO, 92),
            entry(Constant.O_NOCTTY, 0x8000),
            entry(Constant.O_CLOEXEC, 0x20000),
            entry(Constant.IPV6_TCLASS, 0x3d),
            entry(Constant.TCP_KEEPIDLE, 0x100),
            entry(Constant.TCP_KEEPINTVL, 0x200),
            entry(Constant.TCP_KEEPCNT, 0x400),
            entry(Constant.AF_INET6, 28),
            entry(Constant.SOCK_CLOEXEC, 0x10000000),
            entry(Constant.SOCK_NONBLOCK, 0x20000000),
            entry(Constant.SO_NOSIGPIPE, 0x800),
            entry(Constant.MSG_NOSIGNAL, 0x400));

    /** sys/event.h. */
    private static final Map<KqueueConstant, Integer> FILTERS = Map.of(
            KqueueConstant.EVFILT_READ, -1,
            KqueueConstant.EVFILT_WRITE, -2,
            KqueueConstant.EVFILT_VNODE, -4,
            KqueueConstant.EVFILT_PROC, -5,
            KqueueConstant.EVFILT_SIGNAL, -6,
            KqueueConstant.EVFILT_USER, -9,
            KqueueConstant.EVFILT_EXCEPT, -8,
            KqueueConstant.NOTE_OOB, 2);

    private DragonFlyAbi() {}

    static Abi of(String osVersion, String arch) throws BindingUnavailableException {
        return BsdAbi.of(SYSTEM.on(arch), OWN, StatLayout.DRAGONFLY, BsdErrnoNames.DRAGONFLY, kqueue(osVersion, arch));
    }

    static KqueueAbi kqueue(String osVersion, String arch) throws BindingUnavailableException {
        SYSTEM.require(osVersion, arch);
        return new KqueueAbi(
                SYSTEM.on(arch),
                KeventLayout.PLAIN,
                KqueueAbi.Functions.system(KqueueAbi.Kevent.KEVENT),
                BsdAbi.kqueue(FILTERS),
                true);
    }
}
