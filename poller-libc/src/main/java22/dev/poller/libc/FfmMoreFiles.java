// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.invoke.MethodHandle;

/**
 * The C functions for descriptors of any kind that few programs call: linking a function takes milliseconds. Any thread
 * may call.
 */
final class FfmMoreFiles {
    private FfmMoreFiles() {}

    // int open(const char *pathname, int flags, ... /* mode_t mode */);
    private static final MethodHandle OPEN = Downcalls.variadic("open", 2, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT);

    static int open(long path, int flags, int mode) {
        try (ErrnoState errno = ErrnoState.take()) {
            return errno.result((int) OPEN.invokeExact(errno.memory(), path, flags, mode));
        } catch (Throwable failure) {
            throw Downcalls.unexpected(failure);
        }
    }

    // int dup(int oldfd);
    private static final MethodHandle DUP = Downcalls.of("dup", JAVA_INT, JAVA_INT);

    static int dup(int fd) {
        try (ErrnoState errno = ErrnoState.take()) {
            return errno.result((int) DUP.invokeExact(errno.memory(), fd));
        } catch (Throwable failure) {
            throw Downcalls.unexpected(failure);
        }
    }

    // int isatty(int fd);   it fails with 0
    private static final MethodHandle ISATTY = Downcalls.of("isatty", JAVA_INT, JAVA_INT);

    static int isatty(int fd) {
        try (ErrnoState errno = ErrnoState.take()) {
            int result = (int) ISATTY.invokeExact(errno.memory(), fd);
            return result == 1 ? 1 : errno.result(-1);
        } catch (Throwable failure) {
            throw Downcalls.unexpected(failure);
        }
    }

    // int poll(struct pollfd *fds, nfds_t nfds, int timeout);
    private static final MethodHandle POLL = Downcalls.of("poll", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);

    static int poll(long fds, long count, int timeoutMillis) {
        try (ErrnoState errno = ErrnoState.take()) {
            return errno.result((int) POLL.invokeExact(errno.memory(), fds, count, timeoutMillis));
        } catch (Throwable failure) {
            throw Downcalls.unexpected(failure);
        }
    }

    // int pipe(int pipefd[2]);
    private static final MethodHandle PIPE = Downcalls.of("pipe", JAVA_INT, JAVA_LONG);

    static int pipe(long fds) {
        try (ErrnoState errno = ErrnoState.take()) {
            return errno.result((int) PIPE.invokeExact(errno.memory(), fds));
        } catch (Throwable failure) {
            throw Downcalls.unexpected(failure);
        }
    }

    // int fcntl(int fd, int op, ... /* int arg */);
    private static final MethodHandle FCNTL = Downcalls.variadic("fcntl", 2, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);

    static int fcntl(int fd, int op, int argument) {
        try (ErrnoState errno = ErrnoState.take()) {
            return errno.result((int) FCNTL.invokeExact(errno.memory(), fd, op, argument));
        } catch (Throwable failure) {
            throw Downcalls.unexpected(failure);
        }
    }

    // int ioctl(int fd, unsigned long op, ... /* void *argp */);
    private static final MethodHandle IOCTL = Downcalls.variadic("ioctl", 2, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);

    static int ioctl(int fd, long op, long argument) {
        try (ErrnoState errno = ErrnoState.take()) {
            return errno.result((int) IOCTL.invokeExact(errno.memory(), fd, op, argument));
        } catch (Throwable failure) {
            throw Downcalls.unexpected(failure);
        }
    }

    // int getrlimit(int resource, struct rlimit *rlim);
    private static final MethodHandle GETRLIMIT = Downcalls.of("getrlimit", JAVA_INT, JAVA_INT, JAVA_LONG);

    static int getrlimit(int resource, long limits) {
        try (ErrnoState errno = ErrnoState.take()) {
            return errno.result((int) GETRLIMIT.invokeExact(errno.memory(), resource, limits));
        } catch (Throwable failure) {
            throw Downcalls.unexpected(failure);
        }
    }
}
