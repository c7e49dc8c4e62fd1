// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static java.util.Map.entry;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What macOS, FreeBSD, OpenBSD, NetBSD and DragonFly have in common: 4.4BSD's numbers. Immutable.
 *
 * <p>No constant depends on the processor. Each system's own are in a class of its own.
 */
final class BsdAbi {
    /** POSIX's strerror_r, which only glibc has under another name. */
    private static final String STRERROR = "strerror_r";

    /** sys/errno.h of each. */
    private static final Map<Constant, Integer> ERRORS = Map.ofEntries(
            entry(Constant.EPERM, 1),
            entry(Constant.ENOENT, 2),
            entry(Constant.EINTR, 4),
            entry(Constant.EBADF, 9),
            entry(Constant.ENOMEM, 12),
            entry(Constant.EACCES, 13),
            entry(Constant.EEXIST, 17),
            entry(Constant.EINVAL, 22),
            entry(Constant.ENFILE, 23),
            entry(Constant.EMFILE, 24),
            entry(Constant.ENOSPC, 28),
            entry(Constant.EPIPE, 32),
            entry(Constant.EAGAIN, 35),
            entry(Constant.EINPROGRESS, 36),
            entry(Constant.EALREADY, 37),
            entry(Constant.EAFNOSUPPORT, 47),
            entry(Constant.EADDRINUSE, 48),
            entry(Constant.EADDRNOTAVAIL, 49),
            entry(Constant.ENETUNREACH, 51),
            entry(Constant.ECONNABORTED, 53),
            entry(Constant.ECONNRESET, 54),
            entry(Constant.ENOBUFS, 55),
            entry(Constant.EISCONN, 56),
            entry(Constant.ENOTCONN, 57),
            entry(Constant.ETIMEDOUT, 60),
            entry(Constant.ECONNREFUSED, 61),
            entry(Constant.EHOSTUNREACH, 65),
            entry(Constant.ENOSYS, 78));

    /** sys/fcntl.h and sys/resource.h of each. */
    private static final Map<Constant, Integer> DESCRIPTORS = Map.of(
            Constant.O_RDONLY, 0,
            Constant.O_WRONLY, 1,
            Constant.O_RDWR, 2,
            Constant.O_NONBLOCK, 4,
            Constant.F_GETFD, 1,
            Constant.F_SETFD, 2,
            Constant.F_GETFL, 3,
            Constant.F_SETFL, 4,
            Constant.FD_CLOEXEC, 1,
            Constant.RLIMIT_NOFILE, 8);

    /** sys/socket.h, netinet/in.h, netinet6/in6.h and netinet/tcp.h of each. */
    private static final Map<Constant, Integer> SOCKETS = Map.ofEntries(
            entry(Constant.AF_UNIX, 1),
            entry(Constant.AF_INET, 2),
            entry(Constant.SOCK_STREAM, 1),
            entry(Constant.SOCK_DGRAM, 2),
            entry(Constant.SOL_SOCKET, 0xffff),
            entry(Constant.SO_REUSEADDR, 4),
            entry(Constant.SO_KEEPALIVE, 8),
            entry(Constant.SO_BROADCAST, 0x20),
            entry(Constant.SO_LINGER, 0x80),
            entry(Constant.SO_OOBINLINE, 0x100),
            entry(Constant.SO_REUSEPORT, 0x200),
            entry(Constant.SO_SNDBUF, 0x1001),
            entry(Constant.SO_RCVBUF, 0x1002),
            entry(Constant.SO_ERROR, 0x1007),
            entry(Constant.SO_TYPE, 0x1008),
            entry(Constant.IPPROTO_IP, 0),
            entry(Constant.IPPROTO_TCP, 6),
            entry(Constant.IPPROTO_IPV6, 41),
            entry(Constant.IP_TOS, 3),
            entry(Constant.IPV6_V6ONLY, 27),
            entry(Constant.TCP_NODELAY, 1),
            entry(Constant.SOMAXCONN, 128),
            entry(Constant.SHUT_RD, 0),
            entry(Constant.SHUT_WR, 1),
            entry(Constant.SHUT_RDWR, 2),
            entry(Constant.MSG_OOB, 1),
            entry(Constant.FIONREAD, 0x4004667f)); // sys/filio.h

    private BsdAbi() {}

    /**
     * A system's tables.
     *
     * @param name what messages call it
     * @param own the constants that it does not share with all others
     * @param stat its {@code struct stat}
     * @param errnoNames its errno values
     * @param kqueue its kqueue
     */
    static Abi of(String name, Map<Constant, Integer> own, StatLayout stat, ErrnoNames errnoNames, KqueueAbi kqueue) {
        Map<Constant, Integer> all = new EnumMap<>(Constant.class);
        all.putAll(ERRORS);
        all.putAll(DESCRIPTORS);
        all.putAll(SOCKETS);
        all.putAll(own);
        return new Abi(
                name,
                new Abi.Tables(
                        all,
                        Map.of(),
                        Optional.empty(),
                        Optional.of(kqueue),
                        SockaddrLayout.BSD,
                        stat,
                        errnoNames,
                        STRERROR));
    }

    /** sys/event.h of each; the bits are the same on all of them. */
    static Map<KqueueConstant, Integer> kqueue(Map<KqueueConstant, Integer> own) {
        Map<KqueueConstant, Integer> all = new EnumMap<>(Map.ofEntries(
                entry(KqueueConstant.EV_ADD, 1),
                entry(KqueueConstant.EV_DELETE, 2),
                entry(KqueueConstant.EV_ENABLE, 4),
                entry(KqueueConstant.EV_DISABLE, 8),
                entry(KqueueConstant.EV_ONESHOT, 0x10),
                entry(KqueueConstant.EV_CLEAR, 0x20),
                entry(KqueueConstant.EV_RECEIPT, 0x40),
                entry(KqueueConstant.EV_DISPATCH, 0x80),
                entry(KqueueConstant.EV_ERROR, 0x4000),
                entry(KqueueConstant.EV_EOF, 0x8000),
                entry(KqueueConstant.NOTE_TRIGGER, 0x01000000),
                entry(KqueueConstant.NOTE_DELETE, 1),
                entry(KqueueConstant.NOTE_WRITE, 2),
                entry(KqueueConstant.NOTE_EXTEND, 4),
                entry(KqueueConstant.NOTE_ATTRIB, 8),
                entry(KqueueConstant.NOTE_LINK, 0x10),
                entry(KqueueConstant.NOTE_RENAME, 0x20),
                entry(KqueueConstant.NOTE_REVOKE, 0x40),
                entry(KqueueConstant.NOTE_EXIT, 0x80000000)));
        all.putAll(own);
        return all;
    }
}
