// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;

/** The tables for macOS. Source: the headers named below, of xnu, bsd/sys; ci/abi/README.md. */
final class DarwinAbi {
    private static final BsdSystem SYSTEM = new BsdSystem(
            "macOS",
            new SystemVersion(11, 0),
            "the oldest that a Java of this library runs on",
            Set.of("aarch64", "x86_64"));

    /**
     * bsd/sys/errno.h, fcntl.h and socket.h, bsd/netinet/tcp.h, bsd/netinet6/in6.h. No SOCK_NONBLOCK, SOCK_CLOEXEC,
     * accept4 and pipe2. MSG_NOSIGNAL is there only in newer kernels, which cannot be told from others; SO_NOSIGPIPE
     * does the same on all. SO_LINGER counts clock ticks. TCP_KEEPIDLE is TCP_KEEPALIVE here (tcp(4)), in seconds.
     */
    private static final Map<Constant, Integer> OWN = Map.ofEntries(
            entry(Constant.EPROTO, 100),
            entry(Constant.O_NOCTTY, 0x20000),
            entry(Constant.O_CLOEXEC, 0x1000000),
            entry(Constant.O_EVTONLY, 0x8000),
            entry(Constant.IPV6_TCLASS, 0x24),
            entry(Constant.TCP_KEEPIDLE, 0x10),
            entry(Constant.TCP_KEEPINTVL, 0x101),
            entry(Constant.TCP_KEEPCNT, 0x102),
            entry(Constant.AF_INET6, 30),
            entry(Constant.SO_NOSIGPIPE, 0x1022),
            entry(Constant.SO_LINGER_SEC, 0x1080));

    /** bsd/sys/event.h. */
    private static final Map<KqueueConstant, Integer> FILTERS = Map.of(
            KqueueConstant.EVFILT_READ, -1,
            KqueueConstant.EVFILT_WRITE, -2,
            KqueueConstant.EVFILT_VNODE, -4,
            KqueueConstant.EVFILT_PROC, -5,
            KqueueConstant.EVFILT_SIGNAL, -6,
            KqueueConstant.EVFILT_USER, -10,
            KqueueConstant.EVFILT_EXCEPT, -15,
            KqueueConstant.NOTE_OOB, 2);

    /** No event comes when the last writer of a named FIFO closes (golang/go #24164). */
    private static final boolean FIFO_ENDS = false;

    private DarwinAbi() {}

    static Abi of(String osVersion, String arch) throws BindingUnavailableException {
        return BsdAbi.of(SYSTEM.on(arch), OWN, StatLayout.DARWIN, BsdErrnoNames.DARWIN, kqueue(osVersion, arch));
    }

    static KqueueAbi kqueue(String osVersion, String arch) throws BindingUnavailableException {
        SYSTEM.require(osVersion, arch);
        return new KqueueAbi(
                SYSTEM.on(arch),
                KeventLayout.PLAIN,
                KqueueAbi.Functions.system(KqueueAbi.Kevent.KEVENT),
                BsdAbi.kqueue(FILTERS),
                FIFO_ENDS);
    }
}
