// SPDX-License-Identifier: Apache-2.0
package dev.poller.jna;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import dev.poller.libc.BindingUnavailableException;
import dev.poller.libc.KqueueLibrary;

/**
 * The C functions as JNA wants them, a class for each group that a C library has or lacks as a whole: one missing
 * symbol spoils its class. Direct mapping, primitives only: pointers and {@code size_t} are {@code long}, hence 64-bit
 * processes only. Any thread may call.
 */
final class JnaFunctions {
    private JnaFunctions() {}

    /** Binds a group to the C library that this process has loaded; false if a symbol is missing. */
    static boolean register(Class<?> group) {
        return JnaMappings.map(group);
    }

    /** The functions with variable arguments, of the same library. */
    static Variadic variadic() {
        try (JnaProcess process = new JnaProcess()) {
            return process.load(Variadic.class);
        }
    }

    /**
     * Has JNA initialise its types. It leaves a value of a class of its own in a ThreadLocal of the thread that maps
     * first (com.sun.jna.Structure, busy), and that thread would keep the class loader.
     */
    static void prepare() {
        register(Posix.class);
    }

    /** Binds a group to a library of its own, which stays open: a test aid may. */
    static void register(Class<?> group, KqueueLibrary library) throws BindingUnavailableException {
        NativeLibrary loaded;
        try {
            loaded = NativeLibrary.getInstance(library.path().toString());
        } catch (UnsatisfiedLinkError failure) {
            throw library.unavailable(KqueueLibrary.NOT_LOADABLE, failure);
        }
        try {
            Native.register(group, loaded);
        } catch (UnsatisfiedLinkError failure) {
            throw library.unavailable(KqueueLibrary.NO_FUNCTIONS, failure);
        }
    }

    /** POSIX, and always there. */
    static final class Posix {
        private Posix() {}

        static native int close(int fd);

        static native int dup(int fd);

        static native long read(int fd, long buffer, long count);

        static native long write(int fd, long buffer, long count);

        static native int isatty(int fd);

        static native int poll(long fds, long count, int timeoutMillis);

        static native int pipe(long fds);

        static native int getrlimit(int resource, long limits);

        static native int socket(int domain, int type, int protocol);

        static native int socketpair(int domain, int type, int protocol, long fds);

        static native int bind(int fd, long address, int length);

        static native int listen(int fd, int backlog);

        static native int accept(int fd, long address, long length);

        static native int connect(int fd, long address, int length);

        static native int getsockname(int fd, long address, long length);

        static native int getpeername(int fd, long address, long length);

        static native int getsockopt(int fd, int level, int option, long value, long length);

        static native int setsockopt(int fd, int level, int option, long value, int length);

        static native int shutdown(int fd, int how);

        static native long recv(int fd, long buffer, long length, int flags);

        static native long send(int fd, long buffer, long length, int flags);

        static native long recvfrom(int fd, long buffer, long length, int flags, long address, long addressLength);

        static native long sendto(int fd, long buffer, long length, int flags, long address, int addressLength);

        static native long sendmsg(int fd, long message, int flags);

        static native long recvmsg(int fd, long message, int flags);
    }

    /** Variadic functions need interface mapping: on some processors their arguments travel another way. */
    interface Variadic extends Library {
        int open(long path, int flags, Object... mode);

        int fcntl(int fd, int op, Object... argument);

        int ioctl(int fd, long op, Object... argument);
    }

    /** POSIX's function on Linux. */
    static final class XpgStrerror {
        static final String NAME = "__xpg_strerror_r";

        private XpgStrerror() {}

        static native int __xpg_strerror_r(int errno, long buffer, long length);
    }

    /** POSIX's function on macOS and the BSDs; glibc's of this name is another one. */
    static final class PosixStrerror {
        static final String NAME = "strerror_r";

        private PosixStrerror() {}

        static native int strerror_r(int errno, long buffer, long length);
    }

    /** macOS on arm64, FreeBSD, OpenBSD, DragonFly; musl; glibc since 2.33. */
    static final class Fstat {
        private Fstat() {}

        static native int fstat(int fd, long stat);
    }

    /** macOS on x86-64. */
    static final class FstatInode64 {
        private FstatInode64() {}

        static native int fstat$INODE64(int fd, long stat);
    }

    /** NetBSD. */
    static final class Fstat50 {
        private Fstat50() {}

        static native int __fstat50(int fd, long stat);
    }

    /** Linux 2.6.27, glibc 2.9; the BSDs; not macOS. */
    static final class Pipe2 {
        private Pipe2() {}

        static native int pipe2(long fds, int flags);
    }

    /** Linux 2.6.28, glibc 2.10; the BSDs; not macOS. */
    static final class Accept4 {
        private Accept4() {}

        static native int accept4(int fd, long address, long length, int flags);
    }

    /** Linux 2.6.33 and 3.0, glibc 2.14; FreeBSD 11 and NetBSD 7 have their own. */
    static final class Batches {
        private Batches() {}

        static native int recvmmsg(int fd, long messages, int count, int flags, long timeout);

        static native int sendmmsg(int fd, long messages, int count, int flags);
    }

    /** Linux 2.6.17, glibc 2.5. sendfile, which other systems have in another shape, goes with it. */
    static final class Splice {
        private Splice() {}

        static native long splice(int from, long fromOffset, int to, long toOffset, long length, int flags);

        static native long sendfile(int to, int from, long offset, long length);
    }

    /** Linux. */
    static final class Epoll {
        private Epoll() {}

        static native int epoll_create(int size);

        static native int epoll_ctl(int epfd, int op, int fd, long event);

        static native int epoll_wait(int epfd, long events, int maxEvents, int timeoutMillis);
    }

    /** Linux 2.6.27, glibc 2.9. */
    static final class EpollCreate1 {
        private EpollCreate1() {}

        static native int epoll_create1(int flags);
    }

    /** Linux 5.11, glibc 2.35. */
    static final class EpollPwait2 {
        private EpollPwait2() {}

        static native int epoll_pwait2(int epfd, long events, int maxEvents, long timespec, long sigmask);
    }

    /**
     * epoll_pwait2 and pidfd_open where the kernel has them and the C library does not. syscall(2) is variadic; this
     * fixed shape is called only on processors where that makes no difference (LinuxAbi), because the interface mapping
     * would allocate on every wait.
     */
    static final class Syscall {
        private Syscall() {}

        static native long syscall(
                long number, long first, long second, long third, long fourth, long fifth, long sixth);
    }

    /** Linux 2.6.27, glibc 2.8. */
    static final class Eventfd {
        private Eventfd() {}

        static native int eventfd(int initial, int flags);
    }

    /** Linux 2.6.27, glibc 2.9; FreeBSD 15. */
    static final class Inotify {
        private Inotify() {}

        static native int inotify_init1(int flags);

        static native int inotify_add_watch(int fd, long path, int mask);
    }

    /** Linux 5.3, glibc 2.36. */
    static final class Pidfd {
        private Pidfd() {}

        static native int pidfd_open(int pid, int flags);
    }

    /** Linux 2.6.27, glibc 2.8; FreeBSD 14, NetBSD 10. */
    static final class Timerfd {
        private Timerfd() {}

        static native int timerfd_create(int clock, int flags);

        static native int timerfd_settime(int fd, int flags, long newTimes, long oldTimes);
    }

    /** macOS, FreeBSD, OpenBSD and DragonFly. */
    static final class Kqueue {
        private Kqueue() {}

        static native int kqueue();

        static native int kevent(int kq, long changes, int changeCount, long events, int eventCount, long timespec);
    }

    /** NetBSD: the counts are {@code size_t}. */
    static final class Kqueue50 {
        private Kqueue50() {}

        static native int kqueue();

        static native int __kevent50(
                int kq, long changes, long changeCount, long events, long eventCount, long timespec);
    }
}
