// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.invoke.MethodHandle;

/**
 * The C functions for descriptors of any kind that every program calls, a nested class for what a C library may lack;
 * {@link FfmMoreFiles} has those that few programs call. Any thread may call.
 *
 * <p>Pointers and {@code size_t} are {@code long}, which the calling conventions of 64-bit processors treat alike.
 */
final class FfmFiles {
    private FfmFiles() {}

    // int close(int fd);
    private static final MethodHandle CLOSE = Downcalls.of("close", JAVA_INT, JAVA_INT);

    static int close(int fd) {
        try (ErrnoState errno = ErrnoState.take()) {
            return errno.result((int) CLOSE.invokeExact(errno.memory(), fd));
        } catch (Throwable failure) {
            throw Downcalls.unexpected(failure);
        }
    }

    // ssize_t read(int fd, void *buf, size_t count);
    private static final MethodHandle READ = Downcalls.of("read", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG);

    static long read(int fd, long buffer, long count) {
        try (ErrnoState errno = ErrnoState.take()) {
            return errno.result((long) READ.invokeExact(errno.memory(), fd, buffer, count));
        } catch (Throwable failure) {
            throw Downcalls.unexpected(failure);
        }
    }

    // ssize_t write(int fd, const void *buf, size_t count);
    private static final MethodHandle WRITE = Downcalls.of("write", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG);

    static long write(int fd, long buffer, long count) {
        try (ErrnoState errno = ErrnoState.take()) {
            return errno.result((long) WRITE.invokeExact(errno.memory(), fd, buffer, count));
        } catch (Throwable failure) {
            throw Downcalls.unexpected(failure);
        }
    }

    /** glibc since 2.33, where it was no function before; everybody else. */
    static final class Fstat {
        private Fstat() {}

        /** The first of its names that there is. */
        private static final String FUNCTION =
                StatLayout.FUNCTIONS.stream().filter(Downcalls::has).findFirst().orElseThrow();

        // int fstat(int fd, struct stat *statbuf);
        private static final MethodHandle FSTAT = Downcalls.of(FUNCTION, JAVA_INT, JAVA_INT, JAVA_LONG);

        static int fstat(int fd, long stat) {
            try (ErrnoState errno = ErrnoState.take()) {
                return errno.result((int) FSTAT.invokeExact(errno.memory(), fd, stat));
            } catch (Throwable failure) {
                throw Downcalls.unexpected(failure);
            }
        }
    }

    /** Linux 2.6.27, glibc 2.9; the BSDs; not macOS. */
    static final class Pipe2 {
        private Pipe2() {}

        // int pipe2(int pipefd[2], int flags);
        private static final MethodHandle PIPE2 = Downcalls.of("pipe2", JAVA_INT, JAVA_LONG, JAVA_INT);

        static int pipe2(long fds, int flags) {
            try (ErrnoState errno = ErrnoState.take()) {
                return errno.result((int) PIPE2.invokeExact(errno.memory(), fds, flags));
            } catch (Throwable failure) {
                throw Downcalls.unexpected(failure);
            }
        }
    }

    /** Linux 2.6.27, glibc 2.8. */
    static final class Eventfd {
        private Eventfd() {}

        // int eventfd(unsigned int initval, int flags);
        private static final MethodHandle EVENTFD = Downcalls.of("eventfd", JAVA_INT, JAVA_INT, JAVA_INT);

        static int eventfd(int initial, int flags) {
            try (ErrnoState errno = ErrnoState.take()) {
                return errno.result((int) EVENTFD.invokeExact(errno.memory(), initial, flags));
            } catch (Throwable failure) {
                throw Downcalls.unexpected(failure);
            }
        }
    }

    /** Linux 2.6.27, glibc 2.9; FreeBSD 15. */
    static final class Inotify {
        private Inotify() {}

        // int inotify_init1(int flags);
        private static final MethodHandle INOTIFY_INIT1 = Downcalls.of("inotify_init1", JAVA_INT, JAVA_INT);

        static int inotifyInit1(int flags) {
            try (ErrnoState errno = ErrnoState.take()) {
                return errno.result((int) INOTIFY_INIT1.invokeExact(errno.memory(), flags));
            } catch (Throwable failure) {
                throw Downcalls.unexpected(failure);
            }
        }

        // int inotify_add_watch(int fd, const char *pathname, uint32_t mask);
        private static final MethodHandle INOTIFY_ADD_WATCH =
                Downcalls.of("inotify_add_watch", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT);

        static int inotifyAddWatch(int fd, long path, int mask) {
            try (ErrnoState errno = ErrnoState.take()) {
                return errno.result((int) INOTIFY_ADD_WATCH.invokeExact(errno.memory(), fd, path, mask));
            } catch (Throwable failure) {
                throw Downcalls.unexpected(failure);
            }
        }
    }

    /** Linux 5.3, glibc 2.36. */
    static final class Pidfd {
        private Pidfd() {}

        // int pidfd_open(pid_t pid, unsigned int flags);
        private static final MethodHandle PIDFD_OPEN = Downcalls.of("pidfd_open", JAVA_INT, JAVA_INT, JAVA_INT);

        static int pidfdOpen(int pid, int flags) {
            try (ErrnoState errno = ErrnoState.take()) {
                return errno.result((int) PIDFD_OPEN.invokeExact(errno.memory(), pid, flags));
            } catch (Throwable failure) {
                throw Downcalls.unexpected(failure);
            }
        }
    }

    /** Linux 2.6.27, glibc 2.8; FreeBSD 14, NetBSD 10. */
    static final class Timerfd {
        private Timerfd() {}

        // int timerfd_create(int clockid, int flags);
        private static final MethodHandle TIMERFD_CREATE = Downcalls.of("timerfd_create", JAVA_INT, JAVA_INT, JAVA_INT);

        static int timerfdCreate(int clock, int flags) {
            try (ErrnoState errno = ErrnoState.take()) {
                return errno.result((int) TIMERFD_CREATE.invokeExact(errno.memory(), clock, flags));
            } catch (Throwable failure) {
                throw Downcalls.unexpected(failure);
            }
        }

        // int timerfd_settime(int fd, int flags, const struct itimerspec *new_value, struct itimerspec *old_value);
        private static final MethodHandle TIMERFD_SETTIME =
                Downcalls.of("timerfd_settime", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);

        static int timerfdSettime(int fd, int flags, long newTimes, long oldTimes) {
            try (ErrnoState errno = ErrnoState.take()) {
                return errno.result((int) TIMERFD_SETTIME.invokeExact(errno.memory(), fd, flags, newTimes, oldTimes));
            } catch (Throwable failure) {
                throw Downcalls.unexpected(failure);
            }
        }
    }

    /** Linux 2.6.17, glibc 2.5. sendfile, which other systems have in another shape, goes with it. */
    static final class Splice {
        private Splice() {}

        // ssize_t splice(int fd_in, off_t *off_in, int fd_out, off_t *off_out, size_t size, unsigned int flags);
        private static final MethodHandle SPLICE =
                Downcalls.of("splice", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);

        static long splice(int from, int to, long length, int flags) {
            try (ErrnoState errno = ErrnoState.take()) {
                return errno.result((long) SPLICE.invokeExact(errno.memory(), from, 0L, to, 0L, length, flags));
            } catch (Throwable failure) {
                throw Downcalls.unexpected(failure);
            }
        }

        // ssize_t sendfile(int out_fd, int in_fd, off_t *offset, size_t count);
        private static final MethodHandle SENDFILE =
                Downcalls.of("sendfile", JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);

        static long sendfile(int to, int from, long offset, long length) {
            try (ErrnoState errno = ErrnoState.take()) {
                return errno.result((long) SENDFILE.invokeExact(errno.memory(), to, from, offset, length));
            } catch (Throwable failure) {
                throw Downcalls.unexpected(failure);
            }
        }
    }
}
