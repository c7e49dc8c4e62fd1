// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.invoke.MethodHandle;

/**
 * The C functions for sockets that every program calls which has connections; {@link FfmMessages} has the others. Any
 * thread may call.
 */
final class FfmSockets {
    private FfmSockets() {}

    // int socket(int domain, int type, int protocol);
    private static final MethodHandle SOCKET = Downcalls.of("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);

    static int socket(int domain, int type, int protocol) {
        try (ErrnoState errno = ErrnoState.take()) {
            return errno.result((int) SOCKET.invokeExact(errno.memory(), domain, type, protocol));
        } catch (Throwable failure) {
            throw Downcalls.unexpected(failure);
        }
    }

    // int bind(int sockfd, const struct sockaddr *addr, socklen_t addrlen);
    private static final MethodHandle BIND = Downcalls.of("bind", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT);

    static int bind(int fd, long address, int length) {
        try (ErrnoState errno = ErrnoState.take()) {
            return errno.result((int) BIND.invokeExact(errno.memory(), fd, address, length));
        } catch (Throwable failure) {
            throw Downcalls.unexpected(failure);
        }
    }

    // int listen(int sockfd, int backlog);
    private static final MethodHandle LISTEN = Downcalls.of("listen", JAVA_INT, JAVA_INT, JAVA_INT);

    static int listen(int fd, int backlog) {
        try (ErrnoState errno = ErrnoState.take()) {
            return errno.result((int) LISTEN.invokeExact(errno.memory(), fd, backlog));
        } catch (Throwable failure) {
            throw Downcalls.unexpected(failure);
        }
    }

    // int connect(int sockfd, const struct sockaddr *addr, socklen_t addrlen);
    private static final MethodHandle CONNECT = Downcalls.of("connect", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT);

    static int connect(int fd, long address, int length) {
        try (ErrnoState errno = ErrnoState.take()) {
            return errno.result((int) CONNECT.invokeExact(errno.memory(), fd, address, length));
        } catch (Throwable failure) {
            throw Downcalls.unexpected(failure);
        }
    }

    // int getsockname(int sockfd, struct sockaddr *addr, socklen_t *addrlen);
    private static final MethodHandle GETSOCKNAME =
            Downcalls.of("getsockname", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);

    static int getsockname(int fd, long address, long length) {
        try (ErrnoState errno = ErrnoState.take()) {
            return errno.result((int) GETSOCKNAME.invokeExact(errno.memory(), fd, address, length));
        } catch (Throwable failure) {
            throw Downcalls.unexpected(failure);
        }
    }

    // int getpeername(int sockfd, struct sockaddr *addr, socklen_t *addrlen);
    private static final MethodHandle GETPEERNAME =
            Downcalls.of("getpeername", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);

    static int getpeername(int fd, long address, long length) {
        try (ErrnoState errno = ErrnoState.take()) {
            return errno.result((int) GETPEERNAME.invokeExact(errno.memory(), fd, address, length));
        } catch (Throwable failure) {
            throw Downcalls.unexpected(failure);
        }
    }

    // int getsockopt(int sockfd, int level, int optname, void *optval, socklen_t *optlen);
    private static final MethodHandle GETSOCKOPT =
            Downcalls.of("getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);

    static int getsockopt(int fd, int level, int option, long value, long length) {
        try (ErrnoState errno = ErrnoState.take()) {
            return errno.result((int) GETSOCKOPT.invokeExact(errno.memory(), fd, level, option, value, length));
        } catch (Throwable failure) {
            throw Downcalls.unexpected(failure);
        }
    }

    // int setsockopt(int sockfd, int level, int optname, const void *optval, socklen_t optlen);
    private static final MethodHandle SETSOCKOPT =
            Downcalls.of("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT);

    static int setsockopt(int fd, int level, int option, long value, int length) {
        try (ErrnoState errno = ErrnoState.take()) {
            return errno.result((int) SETSOCKOPT.invokeExact(errno.memory(), fd, level, option, value, length));
        } catch (Throwable failure) {
            throw Downcalls.unexpected(failure);
        }
    }

    // int shutdown(int sockfd, int how);
    private static final MethodHandle SHUTDOWN = Downcalls.of("shutdown", JAVA_INT, JAVA_INT, JAVA_INT);

    static int shutdown(int fd, int how) {
        try (ErrnoState errno = ErrnoState.take()) {
            return errno.result((int) SHUTDOWN.invokeExact(errno.memory(), fd, how));
        } catch (Throwable failure) {
            throw Downcalls.unexpected(failure);
        }
    }

    // ssize_t recv(int sockfd, void *buf, size_t len, int flags);
    private static final MethodHandle RECV = Downcalls.of("recv", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);

    static long recv(int fd, long buffer, long length, int flags) {
        try (ErrnoState errno = ErrnoState.take()) {
            return errno.result((long) RECV.invokeExact(errno.memory(), fd, buffer, length, flags));
        } catch (Throwable failure) {
            throw Downcalls.unexpected(failure);
        }
    }

    // ssize_t send(int sockfd, const void *buf, size_t len, int flags);
    private static final MethodHandle SEND = Downcalls.of("send", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);

    static long send(int fd, long buffer, long length, int flags) {
        try (ErrnoState errno = ErrnoState.take()) {
            return errno.result((long) SEND.invokeExact(errno.memory(), fd, buffer, length, flags));
        } catch (Throwable failure) {
            throw Downcalls.unexpected(failure);
        }
    }

    /** Linux 2.6.28, glibc 2.10; the BSDs; not macOS. */
    static final class Accept4 {
        private Accept4() {}

        // int accept4(int sockfd, struct sockaddr *addr, socklen_t *addrlen, int flags);
        private static final MethodHandle ACCEPT4 =
                Downcalls.of("accept4", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);

        static int accept4(int fd, long address, long length, int flags) {
            try (ErrnoState errno = ErrnoState.take()) {
                return errno.result((int) ACCEPT4.invokeExact(errno.memory(), fd, address, length, flags));
            } catch (Throwable failure) {
                throw Downcalls.unexpected(failure);
            }
        }
    }
}
