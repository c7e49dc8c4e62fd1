// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static java.util.Map.entry;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tables for Linux. Source: the kernel's include/uapi/asm-generic, which every processor but those refused below
 * takes for the constants used here; ci/abi holds what the C headers of several processors say.
 */
final class LinuxAbi {
    /**
     * They number errno values, flags or socket options in their own ways
     * (arch/{mips,sparc,alpha,parisc}/include/uapi/asm).
     */
    private static final Map<String, String> REFUSED = Map.of(
            "mips", "O_NONBLOCK, SOL_SOCKET, SOCK_STREAM and most errno values",
            "sparc", "O_NONBLOCK, SOL_SOCKET and most errno values",
            "alpha", "O_NONBLOCK, SOL_SOCKET and most errno values",
            "parisc", "O_NONBLOCK, SOL_SOCKET and most errno values",
            "hppa", "O_NONBLOCK, SOL_SOCKET and most errno values");

    /** Their {@code struct stat} is the older one. */
    private static final Set<String> OLD_STAT = Set.of("amd64", "x86_64", "s390x", "ppc64", "ppc64le");

    private static final Set<String> X86 = Set.of("amd64", "x86_64", "x86", "i386", "i686");

    /**
     * arch/x86/entry/syscalls/syscall_64.tbl; scripts/syscall.tbl (the processors without calls of their own);
     * arch/s390/kernel/syscalls/syscall.tbl. From 403 on a call has the same number on all of these.
     *
     * <p>Listed are the 64-bit processors whose ABI passes integers to a variadic function like syscall(2) as it passes
     * them to any other, in their calling conventions: AMD64 (%al counts vector registers only, and libffi sets it),
     * AAPCS64 as Linux uses it, RISC-V, s390x, LoongArch. ppc64 is left out: a variadic callee may write to a parameter
     * save area that the caller of a plain function need not have made.
     */
    private static final Map<String, Integer> AMD64_CALLS = Map.of(
            "epoll_create", 213,
            "epoll_wait", 232,
            "epoll_ctl", 233,
            "accept4", 288,
            "eventfd2", 290,
            "epoll_create1", 291,
            "pipe2", 293,
            "pidfd_open", 434,
            "epoll_pwait2", 441);

    private static final Map<String, Integer> GENERIC_CALLS = Map.of(
            "eventfd2", 19,
            "epoll_create1", 20,
            "epoll_ctl", 21,
            "pipe2", 59,
            "accept4", 242,
            "pidfd_open", 434,
            "epoll_pwait2", 441);

    private static final Map<String, Integer> S390X_CALLS = Map.of(
            "epoll_create", 249,
            "epoll_ctl", 250,
            "epoll_wait", 251,
            "eventfd2", 323,
            "pipe2", 325,
            "epoll_create1", 327,
            "accept4", 364,
            "pidfd_open", 434,
            "epoll_pwait2", 441);

    private static final Map<String, Map<String, Integer>> SYSTEM_CALLS = Map.of(
            "amd64", AMD64_CALLS,
            "x86_64", AMD64_CALLS,
            "aarch64", GENERIC_CALLS,
            "riscv64", GENERIC_CALLS,
            "loongarch64", GENERIC_CALLS,
            "s390x", S390X_CALLS);

    /** The POSIX version under the name that glibc and musl both have; glibc's plain name is another function. */
    private static final String STRERROR = "__xpg_strerror_r";

    private LinuxAbi() {}

    static Abi of(String arch) throws BindingUnavailableException {
        for (Map.Entry<String, String> refused : REFUSED.entrySet()) {
            if (arch.startsWith(refused.getKey())) {
                throw new BindingUnavailableException(
                        "Linux on " + arch + " has its own values of " + refused.getValue()
                                + ", and there is no table of them",
                        null);
            }
        }
        return new Abi(
                "Linux " + arch,
                new Abi.Tables(
                        constants(arch),
                        SYSTEM_CALLS.getOrDefault(arch, Map.of()),
                        Optional.of(X86.contains(arch) ? EpollEventLayout.PACKED : EpollEventLayout.ALIGNED),
                        Optional.empty(),
                        SockaddrLayout.LINUX,
                        OLD_STAT.contains(arch) ? StatLayout.LINUX_OLD : StatLayout.LINUX,
                        ErrnoNames.LINUX,
                        STRERROR));
    }

    private static Map<Constant, Integer> constants(String arch) {
        Map<Constant, Integer> all = new EnumMap<>(Constant.class);
        all.putAll(ERRORS);
        all.putAll(DESCRIPTORS);
        all.putAll(TRANSFERS);
        all.putAll(SOCKETS);
        all.putAll(EPOLL);
        all.putAll(INOTIFY);
        all.putAll(TIMERS);
        all.putAll(arch.startsWith("ppc") ? POWERPC : ANY_OTHER);
        return all;
    }

    /** asm-generic/errno-base.h and asm-generic/errno.h. */
    private static final Map<Constant, Integer> ERRORS = Map.ofEntries(
            entry(Constant.EPERM, 1),
            entry(Constant.ENOENT, 2),
            entry(Constant.EINTR, 4),
            entry(Constant.EBADF, 9),
            entry(Constant.EAGAIN, 11),
            entry(Constant.ENOMEM, 12),
            entry(Constant.EACCES, 13),
            entry(Constant.EEXIST, 17),
            entry(Constant.EINVAL, 22),
            entry(Constant.ENFILE, 23),
            entry(Constant.EMFILE, 24),
            entry(Constant.ENOSPC, 28),
            entry(Constant.EPIPE, 32),
            entry(Constant.ENOSYS, 38),
            entry(Constant.EPROTO, 71),
            entry(Constant.EAFNOSUPPORT, 97),
            entry(Constant.EADDRINUSE, 98),
            entry(Constant.EADDRNOTAVAIL, 99),
            entry(Constant.ENETUNREACH, 101),
            entry(Constant.ECONNABORTED, 103),
            entry(Constant.ECONNRESET, 104),
            entry(Constant.ENOBUFS, 105),
            entry(Constant.EISCONN, 106),
            entry(Constant.ENOTCONN, 107),
            entry(Constant.ETIMEDOUT, 110),
            entry(Constant.ECONNREFUSED, 111),
            entry(Constant.EHOSTUNREACH, 113),
            entry(Constant.EALREADY, 114),
            entry(Constant.EINPROGRESS, 115));

    /** asm-generic/fcntl.h and asm-generic/resource.h. */
    private static final Map<Constant, Integer> DESCRIPTORS = Map.ofEntries(
            entry(Constant.O_RDONLY, 0),
            entry(Constant.O_WRONLY, 1),
            entry(Constant.O_RDWR, 2),
            entry(Constant.O_NOCTTY, 0x100),
            entry(Constant.O_NONBLOCK, 0x800),
            entry(Constant.O_CLOEXEC, 0x80000),
            entry(Constant.F_GETFD, 1),
            entry(Constant.F_SETFD, 2),
            entry(Constant.F_GETFL, 3),
            entry(Constant.F_SETFL, 4),
            entry(Constant.FD_CLOEXEC, 1),
            entry(Constant.RLIMIT_NOFILE, 7));

    /**
     * asm-generic/ioctls.h, in the numbering of asm-generic/ioctl.h, and socket.h. The values are those of an unsigned
     * int.
     */
    private static final Map<Constant, Integer> ANY_OTHER = Map.of(
            Constant.TIOCSPTLCK,
            0x40045431,
            Constant.TIOCGPTN,
            0x80045430,
            Constant.FIONREAD,
            0x541b,
            Constant.SO_PEERCRED,
            17);

    /** arch/powerpc/include/uapi/asm: ioctl.h has other bits for read and write, socket.h some numbers of its own. */
    private static final Map<Constant, Integer> POWERPC = Map.of(
            Constant.TIOCSPTLCK,
            0x80045431,
            Constant.TIOCGPTN,
            0x40045430,
            Constant.FIONREAD,
            0x4004667f,
            Constant.SO_PEERCRED,
            21);

    /** linux/time.h and linux/timerfd.h. */
    private static final Map<Constant, Integer> TIMERS =
            Map.of(Constant.CLOCK_MONOTONIC, 1, Constant.TFD_NONBLOCK, 0x800, Constant.TFD_CLOEXEC, 0x80000);

    /** linux/splice.h, linux/fcntl.h, linux/net.h, linux/socket.h, linux/in.h, linux/in6.h and linux/udp.h. */
    private static final Map<Constant, Integer> TRANSFERS = Map.ofEntries(
            entry(Constant.SPLICE_F_NONBLOCK, 2),
            entry(Constant.F_SETPIPE_SZ, 1031),
            entry(Constant.SOCK_SEQPACKET, 5),
            entry(Constant.MSG_PEEK, 2),
            entry(Constant.MSG_TRUNC, 0x20),
            entry(Constant.IP_TTL, 2),
            entry(Constant.IP_MULTICAST_IF, 32),
            entry(Constant.IP_MULTICAST_TTL, 33),
            entry(Constant.IP_MULTICAST_LOOP, 34),
            entry(Constant.IP_ADD_MEMBERSHIP, 35),
            entry(Constant.IP_DROP_MEMBERSHIP, 36),
            entry(Constant.IP_MULTICAST_ALL, 49),
            entry(Constant.IPV6_UNICAST_HOPS, 16),
            entry(Constant.IPV6_MULTICAST_IF, 17),
            entry(Constant.IPV6_MULTICAST_HOPS, 18),
            entry(Constant.IPV6_MULTICAST_LOOP, 19),
            entry(Constant.IPV6_ADD_MEMBERSHIP, 20),
            entry(Constant.IPV6_DROP_MEMBERSHIP, 21),
            entry(Constant.IPV6_MULTICAST_ALL, 29),
            entry(Constant.SOL_UDP, 17),
            entry(Constant.UDP_SEGMENT, 103));

    /** linux/inotify.h. */
    private static final Map<Constant, Integer> INOTIFY = Map.ofEntries(
            entry(Constant.IN_CREATE, 0x100),
            entry(Constant.IN_NONBLOCK, 0x800),
            entry(Constant.IN_CLOEXEC, 0x80000),
            entry(Constant.IN_MODIFY, 0x2),
            entry(Constant.IN_ATTRIB, 0x4),
            entry(Constant.IN_CLOSE_WRITE, 0x8),
            entry(Constant.IN_MOVED_FROM, 0x40),
            entry(Constant.IN_MOVED_TO, 0x80),
            entry(Constant.IN_DELETE, 0x200),
            entry(Constant.IN_DELETE_SELF, 0x400),
            entry(Constant.IN_MOVE_SELF, 0x800),
            entry(Constant.IN_UNMOUNT, 0x2000),
            entry(Constant.IN_Q_OVERFLOW, 0x4000),
            entry(Constant.IN_IGNORED, 0x8000));

    /** asm-generic/socket.h, linux/socket.h, linux/net.h, linux/in.h, linux/in6.h and linux/tcp.h. */
    private static final Map<Constant, Integer> SOCKETS = Map.ofEntries(
            entry(Constant.AF_UNIX, 1),
            entry(Constant.AF_INET, 2),
            entry(Constant.AF_INET6, 10),
            entry(Constant.SOCK_STREAM, 1),
            entry(Constant.SOCK_DGRAM, 2),
            entry(Constant.SOCK_NONBLOCK, 0x800),
            entry(Constant.SOCK_CLOEXEC, 0x80000),
            entry(Constant.SOL_SOCKET, 1),
            entry(Constant.SO_REUSEADDR, 2),
            entry(Constant.SO_TYPE, 3),
            entry(Constant.SO_ERROR, 4),
            entry(Constant.SO_BROADCAST, 6),
            entry(Constant.SO_SNDBUF, 7),
            entry(Constant.SO_RCVBUF, 8),
            entry(Constant.SO_KEEPALIVE, 9),
            entry(Constant.SO_OOBINLINE, 10),
            entry(Constant.SO_LINGER, 13),
            entry(Constant.SO_REUSEPORT, 15),
            entry(Constant.SO_ACCEPTCONN, 30),
            entry(Constant.SO_INCOMING_NAPI_ID, 56),
            entry(Constant.IPPROTO_IP, 0),
            entry(Constant.IPPROTO_TCP, 6),
            entry(Constant.IPPROTO_IPV6, 41),
            entry(Constant.IP_TOS, 1),
            entry(Constant.IPV6_V6ONLY, 26),
            entry(Constant.IPV6_TCLASS, 67),
            entry(Constant.TCP_NODELAY, 1),
            entry(Constant.TCP_KEEPIDLE, 4),
            entry(Constant.TCP_KEEPINTVL, 5),
            entry(Constant.TCP_KEEPCNT, 6),
            entry(Constant.TCP_QUICKACK, 12),
            entry(Constant.TCP_USER_TIMEOUT, 18),
            entry(Constant.SOMAXCONN, 4096),
            entry(Constant.SHUT_RD, 0),
            entry(Constant.SHUT_WR, 1),
            entry(Constant.SHUT_RDWR, 2),
            entry(Constant.MSG_OOB, 1),
            entry(Constant.MSG_CTRUNC, 8),
            entry(Constant.MSG_CMSG_CLOEXEC, 0x40000000),
            entry(Constant.SCM_RIGHTS, 1),
            entry(Constant.MSG_NOSIGNAL, 0x4000));

    /** linux/eventpoll.h and linux/eventfd.h; EPOLLET is the sign bit of a Java int. */
    private static final Map<Constant, Integer> EPOLL = Map.ofEntries(
            entry(Constant.EPOLL_CLOEXEC, 0x80000),
            entry(Constant.EPOLL_CTL_ADD, 1),
            entry(Constant.EPOLL_CTL_DEL, 2),
            entry(Constant.EPOLL_CTL_MOD, 3),
            entry(Constant.EPOLLIN, 1),
            entry(Constant.EPOLLPRI, 2),
            entry(Constant.EPOLLOUT, 4),
            entry(Constant.EPOLLERR, 8),
            entry(Constant.EPOLLHUP, 0x10),
            entry(Constant.EPOLLRDHUP, 0x2000),
            entry(Constant.EPOLLONESHOT, 1 << 30),
            entry(Constant.EPOLLET, 1 << 31),
            entry(Constant.EFD_CLOEXEC, 0x80000),
            entry(Constant.EFD_NONBLOCK, 0x800),
            entry(Constant.EFD_SEMAPHORE, 1));
}
