// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.invoke.MethodHandle;

/**
 * The C functions for epoll, which is Linux's, a nested class for what a C library may lack. Any thread may call.
 */
final class FfmEpoll {
    private FfmEpoll() {}

    // int epoll_ctl(int epfd, int op, int fd, struct epoll_event *event);
    private static final MethodHandle EPOLL_CTL =
            Downcalls.of("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);

    static int epollCtl(int epfd, int op, int fd, long event) {
        try (ErrnoState errno = ErrnoState.take()) {
            return errno.result((int) EPOLL_CTL.invokeExact(errno.memory(), epfd, op, fd, event));
        } catch (Throwable failure) {
            throw Downcalls.unexpected(failure);
        }
    }

    /** What newer calls have replaced where there are those. */
    static final class Older {
        private Older() {}

        // int epoll_create(int size);
        private static final MethodHandle EPOLL_CREATE = Downcalls.of("epoll_create", JAVA_INT, JAVA_INT);

        static int epollCreate(int size) {
            try (ErrnoState errno = ErrnoState.take()) {
                return errno.result((int) EPOLL_CREATE.invokeExact(errno.memory(), size));
            } catch (Throwable failure) {
                throw Downcalls.unexpected(failure);
            }
        }

        // int epoll_wait(int epfd, struct epoll_event *events, int maxevents, int timeout);
        private static final MethodHandle EPOLL_WAIT =
                Downcalls.of("epoll_wait", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT);

        static int epollWait(int epfd, long events, int maxEvents, int timeoutMillis) {
            try (ErrnoState errno = ErrnoState.take()) {
                return errno.result(
                        (int) EPOLL_WAIT.invokeExact(errno.memory(), epfd, events, maxEvents, timeoutMillis));
            } catch (Throwable failure) {
                throw Downcalls.unexpected(failure);
            }
        }
    }

    /** Linux 2.6.27, glibc 2.9. */
    static final class EpollCreate1 {
        private EpollCreate1() {}

        // int epoll_create1(int flags);
        private static final MethodHandle EPOLL_CREATE1 = Downcalls.of("epoll_create1", JAVA_INT, JAVA_INT);

        static int epollCreate1(int flags) {
            try (ErrnoState errno = ErrnoState.take()) {
                return errno.result((int) EPOLL_CREATE1.invokeExact(errno.memory(), flags));
            } catch (Throwable failure) {
                throw Downcalls.unexpected(failure);
            }
        }
    }

    /** Linux 5.11, glibc 2.35. */
    static final class EpollPwait2 {
        private EpollPwait2() {}

        // int epoll_pwait2(int epfd, struct epoll_event *events, int maxevents, const struct timespec *timeout,
        //                  const sigset_t *sigmask);
        private static final MethodHandle EPOLL_PWAIT2 =
                Downcalls.of("epoll_pwait2", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG);

        static int epollPwait2(int epfd, long events, int maxEvents, long timespec, long sigmask) {
            try (ErrnoState errno = ErrnoState.take()) {
                return errno.result(
                        (int) EPOLL_PWAIT2.invokeExact(errno.memory(), epfd, events, maxEvents, timespec, sigmask));
            } catch (Throwable failure) {
                throw Downcalls.unexpected(failure);
            }
        }
    }

    /** epoll_pwait2 and pidfd_open where the kernel has them and the C library does not. */
    static final class Syscall {
        private Syscall() {}

        // long syscall(long number, ...);   epoll_pwait2 with its size of sigset_t, which the C library adds otherwise
        private static final MethodHandle SYSCALL = Downcalls.variadic(
                "syscall", 1, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

        static long syscall(long number, long first, long second, long third, long fourth, long fifth, long sixth) {
            try (ErrnoState errno = ErrnoState.take()) {
                return errno.result(
                        (long) SYSCALL.invokeExact(errno.memory(), number, first, second, third, fourth, fifth, sixth));
            } catch (Throwable failure) {
                throw Downcalls.unexpected(failure);
            }
        }
    }
}
