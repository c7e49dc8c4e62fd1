// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;

/** The tables for FreeBSD. Source: the headers named below, of freebsd-src, sys/sys; ci/abi/README.md. */
final class FreeBsdAbi {
    private static final BsdSystem SYSTEM = new BsdSystem(
            "FreeBSD",
            new SystemVersion(12, 0),
            "which gave struct kevent 64 bytes",
            Set.of("amd64", "x86_64", "aarch64", "riscv64", "ppc64", "ppc64le"));

    /** sys/errno.h, sys/fcntl.h, sys/socket.h, netinet/tcp.h and netinet6/in6.h. */
    private static final Map<Constant, Integer> OWN = Map.ofEntries(
            entry(Constant.EPROTO, 92),
            entry(Constant.O_NOCTTY, 0x8000),
            entry(Constant.O_CLOEXEC, 0x100000),
            entry(Constant.IPV6_TCLASS, 0x3d),
            entry(Constant.TCP_KEEPIDLE, 0x100),
            entry(Constant.TCP_KEEPINTVL, 0x200),
            entry(Constant.TCP_KEEPCNT, 0x400),
            entry(Constant.AF_INET6, 28),
            entry(Constant.SOCK_CLOEXEC, 0x10000000),
            entry(Constant.SOCK_NONBLOCK, 0x20000000),
            entry(Constant.SO_NOSIGPIPE, 0x800),
            entry(Constant.MSG_NOSIGNAL, 0x20000));

    /** sys/event.h; there is no EVFILT_EXCEPT. */
    static final Map<KqueueConstant, Integer> FILTERS = Map.of(
            KqueueConstant.EVFILT_READ, -1,
            KqueueConstant.EVFILT_WRITE, -2,
            KqueueConstant.EVFILT_VNODE, -4,
            KqueueConstant.EVFILT_PROC, -5,
            KqueueConstant.EVFILT_SIGNAL, -6,
            KqueueConstant.EVFILT_USER, -11,
            KqueueConstant.NOTE_CLOSE_WRITE, 0x200);

    private FreeBsdAbi() {}

    static Abi of(String osVersion, String arch) throws BindingUnavailableException {
        return BsdAbi.of(SYSTEM.on(arch), OWN, StatLayout.FREEBSD, BsdErrnoNames.FREEBSD, kqueue(osVersion, arch));
    }

    static KqueueAbi kqueue(String osVersion, String arch) throws BindingUnavailableException {
        SYSTEM.require(osVersion, arch);
        return new KqueueAbi(
                SYSTEM.on(arch),
                KeventLayout.EXTENDED,
                KqueueAbi.Functions.system(KqueueAbi.Kevent.KEVENT),
                BsdAbi.kqueue(FILTERS),
                true);
    }
}
