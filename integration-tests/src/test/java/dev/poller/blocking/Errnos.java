// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import static dev.poller.libc.Constant.EACCES;
import static dev.poller.libc.Constant.EADDRINUSE;
import static dev.poller.libc.Constant.EADDRNOTAVAIL;
import static dev.poller.libc.Constant.ECONNABORTED;
import static dev.poller.libc.Constant.ECONNREFUSED;
import static dev.poller.libc.Constant.ECONNRESET;
import static dev.poller.libc.Constant.EHOSTUNREACH;
import static dev.poller.libc.Constant.EINTR;
import static dev.poller.libc.Constant.EINVAL;
import static dev.poller.libc.Constant.EMFILE;
import static dev.poller.libc.Constant.ENETUNREACH;
import static dev.poller.libc.Constant.ENFILE;
import static dev.poller.libc.Constant.ENOBUFS;
import static dev.poller.libc.Constant.ENOENT;
import static dev.poller.libc.Constant.ENOMEM;
import static dev.poller.libc.Constant.ENOSPC;
import static dev.poller.libc.Constant.ENOSYS;
import static dev.poller.libc.Constant.EPERM;
import static dev.poller.libc.Constant.EPIPE;
import static dev.poller.libc.Constant.EPROTO;
import static dev.poller.libc.Constant.ETIMEDOUT;

import dev.poller.libc.Constant;
import java.util.List;
import java.util.Map;

/**
 * What each system call can fail with, as its page in section 2 of the Linux manual says. What
 * would be a lie is not among them: EAGAIN with bytes to read, ENOTCONN of a connected socket.
 */
final class Errnos {
    /** By the name of the method of {@link dev.poller.libc.Libc}. */
    static final Map<String, List<Constant>> OF = Map.ofEntries(
            Map.entry("open", List.of(EMFILE, ENFILE, EACCES)),
            Map.entry("close", List.of(EINTR, ENOSPC)),
            Map.entry("dup", List.of(EMFILE)),
            Map.entry("read", List.of(EINTR, ENOMEM)),
            Map.entry("write", List.of(EINTR, EPIPE, ENOSPC)),
            Map.entry("pipe2", List.of(EMFILE, ENFILE)),
            Map.entry("fcntl", List.of(EPERM)),
            Map.entry("ioctl", List.of(EPERM)),
            Map.entry("fstat", List.of(ENOMEM)),
            Map.entry("getrlimit", List.of(EPERM)),
            Map.entry("socket", List.of(EMFILE, ENFILE, ENOBUFS, ENOMEM)),
            Map.entry("bind", List.of(EADDRINUSE, EACCES, ENOMEM)),
            Map.entry("listen", List.of(EADDRINUSE)),
            Map.entry("accept4", List.of(EINTR, ECONNABORTED, EPROTO, EMFILE, ENFILE, ENOBUFS, ENOMEM)),
            Map.entry("connect", List.of(ECONNREFUSED, EADDRNOTAVAIL, ENETUNREACH, EHOSTUNREACH, ETIMEDOUT, EACCES)),
            Map.entry("getsockname", List.of(ENOBUFS)),
            Map.entry("getpeername", List.of(ENOBUFS)),
            Map.entry("getsockopt", List.of(ENOBUFS)),
            Map.entry("setsockopt", List.of(ENOBUFS)),
            Map.entry("recv", List.of(EINTR, ECONNRESET, ETIMEDOUT, ENOMEM)),
            Map.entry("recvfrom", List.of(EINTR, ECONNREFUSED, ENOMEM)),
            Map.entry("recvmsg", List.of(EINTR, ECONNRESET, ENOMEM)),
            Map.entry("recvmmsg", List.of(EINTR, ECONNREFUSED, ENOMEM)),
            Map.entry("send", List.of(EINTR, EPIPE, ECONNRESET, ENOBUFS, ENOMEM)),
            Map.entry("sendto", List.of(EINTR, ENOBUFS, EPERM, ENETUNREACH)),
            Map.entry("sendmsg", List.of(EINTR, EPIPE, ECONNRESET, ENOBUFS)),
            Map.entry("sendmmsg", List.of(EINTR, ENOBUFS, EPERM)),
            Map.entry("sendfile", List.of(EINTR, EINVAL, ENOSYS, ENOMEM, EPIPE, ECONNRESET)),
            Map.entry("splice", List.of(EINTR, EINVAL, ENOMEM, EPIPE, ECONNRESET)),
            Map.entry("inotifyInit1", List.of(EMFILE, ENFILE, ENOMEM)),
            Map.entry("inotifyAddWatch", List.of(ENOSPC, ENOENT, EACCES)),
            Map.entry("pidfdOpen", List.of(EMFILE, ENOMEM, ENOSYS)));

    /** After this the call is made again, or another one in its place, and the caller knows nothing of it. */
    static boolean mustNotBeNoticed(String call, Constant errno) {
        if (call.equals("sendfile") && (errno == EINVAL || errno == ENOSYS)) {
            return true;
        }
        return errno == EINTR ? !call.equals("close") : errno == ECONNABORTED;
    }

    private Errnos() {}
}
