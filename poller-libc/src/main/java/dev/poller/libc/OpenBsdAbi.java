// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;

/** The tables for OpenBSD. Source: the headers named below, of OpenBSD's src, sys/sys; ci/abi/README.md. */
final class OpenBsdAbi {
    private static final BsdSystem SYSTEM = new BsdSystem(
            "OpenBSD",
            new SystemVersion(7, 0),
            "the oldest that these were written for",
            Set.of("amd64", "x86_64", "aarch64", "riscv64", "ppc64"));

    /** sys/errno.h, sys/fcntl.h, sys/socket.h and netinet6/in6.h; there is no SO_NOSIGPIPE. Keep-alive has no settings
     * for each socket (tcp(4)). */
    private static final Map<Constant, Integer> OWN = Map.ofEntries(
            entry(Constant.EPROTO, 95),
            entry(Constant.O_NOCTTY, 0x8000),
            entry(Constant.O_CLOEXEC, 0x10000),
            entry(Constant.IPV6_TCLASS, 0x3d),
            entry(Constant.AF_INET6, 24),
            entry(Constant.SOCK_CLOEXEC, 0x8000),
            entry(Constant.SOCK_NONBLOCK, 0x4000),
            entry(Constant.MSG_NOSIGNAL, 0x400));

    /** sys/event.h; EVFILT_USER and NOTE_TRIGGER only in newer ones. */
    private static final Map<KqueueConstant, Integer> FILTERS = Map.of(
            KqueueConstant.EVFILT_READ, -1,
            KqueueConstant.EVFILT_WRITE, -2,
            KqueueConstant.EVFILT_VNODE, -4,
            KqueueConstant.EVFILT_PROC, -5,
            KqueueConstant.EVFILT_SIGNAL, -6,
            KqueueConstant.EVFILT_USER, -10,
            KqueueConstant.EVFILT_EXCEPT, -9,
            KqueueConstant.NOTE_OOB, 4,
            KqueueConstant.NOTE_TRUNCATE, 0x80);

    /** EVFILT_USER is of May 2025, and first in this release. */
    private static final SystemVersion USER_EVENTS = new SystemVersion(7, 8);

    private OpenBsdAbi() {}

    static Abi of(String osVersion, String arch) throws BindingUnavailableException {
        return BsdAbi.of(SYSTEM.on(arch), OWN, StatLayout.OPENBSD, BsdErrnoNames.OPENBSD, kqueue(osVersion, arch));
    }

    static KqueueAbi kqueue(String osVersion, String arch) throws BindingUnavailableException {
        SystemVersion version = SYSTEM.require(osVersion, arch);
        KqueueAbi newest = new KqueueAbi(
                SYSTEM.on(arch),
                KeventLayout.PLAIN,
                KqueueAbi.Functions.system(KqueueAbi.Kevent.KEVENT),
                BsdAbi.kqueue(FILTERS),
                true);
        return version.isBefore(USER_EVENTS) ? newest.without(KqueueConstant.EVFILT_USER) : newest;
    }
}
