// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.invoke.MethodHandle;

/**
 * The C functions for sockets. Any thread may call.
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

    // int socketpair(int domain, int type, int protocol, int sv[2]);
    private static final MethodHandle SOCKETPAIR =
            Downcalls.of("socketpair", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);

    static int socketpair(int domain, int type, int protocol, long fds) {
        try (ErrnoState errno = ErrnoState.take()) {
            return errno.result((int) SOCKETPAIR.invokeExact(errno.memory(), domain, type, protocol, fds));
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

    // int accept(int sockfd, struct sockaddr *addr, socklen_t *addrlen);
    private static final MethodHandle ACCEPT = Downcalls.of("accept", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);

    static int accept(int fd, long address, long length) {
        try (ErrnoState errno = ErrnoState.take()) {
            return errno.result((int) ACCEPT.invokeExact(errno.memory(), fd, address, length));
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

    // ssize_t recvfrom(int sockfd, void *buf, size_t len, int flags, struct sockaddr *src_addr, socklen_t *addrlen);
    private static final MethodHandle RECVFROM =
            Downcalls.of("recvfrom", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG);

    static long recvfrom(int fd, long buffer, long length, int flags, long address, long addressLength) {
        try (ErrnoState errno = ErrnoState.take()) {
            return errno.result(
                    (long) RECVFROM.invokeExact(errno.memory(), fd, buffer, length, flags, address, addressLength));
        } catch (Throwable failure) {
            throw Downcalls.unexpected(failure);
        }
    }

    // ssize_t sendto(int sockfd, const void *buf, size_t len, int flags, const struct sockaddr *dest_addr,
    //                socklen_t addrlen);
    private static final MethodHandle SENDTO =
            Downcalls.of("sendto", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT);

    static long sendto(int fd, long buffer, long length, int flags, long address, int addressLength) {
        try (ErrnoState errno = ErrnoState.take()) {
            return errno.result(
                    (long) SENDTO.invokeExact(errno.memory(), fd, buffer, length, flags, address, addressLength));
        } catch (Throwable failure) {
            throw Downcalls.unexpected(failure);
        }
    }

    // ssize_t sendmsg(int sockfd, const struct msghdr *msg, int flags);
    private static final MethodHandle SENDMSG = Downcalls.of("sendmsg", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT);

    static long sendmsg(int fd, long message, int flags) {
        try (ErrnoState errno = ErrnoState.take()) {
            return errno.result((long) SENDMSG.invokeExact(errno.memory(), fd, message, flags));
        } catch (Throwable failure) {
            throw Downcalls.unexpected(failure);
        }
    }

    // ssize_t recvmsg(int sockfd, struct msghdr *msg, int flags);
    private static final MethodHandle RECVMSG = Downcalls.of("recvmsg", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT);

    static long recvmsg(int fd, long message, int flags) {
        try (ErrnoState errno = ErrnoState.take()) {
            return errno.result((long) RECVMSG.invokeExact(errno.memory(), fd, message, flags));
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

    /** Linux 2.6.33 and 3.0, glibc 2.14; FreeBSD 11 and NetBSD 7 have their own. */
    static final class Batches {
        private Batches() {}

        // int recvmmsg(int sockfd, struct mmsghdr *msgvec, unsigned int vlen, int flags, struct timespec *timeout);
        private static final MethodHandle RECVMMSG =
                Downcalls.of("recvmmsg", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG);

        static int recvmmsg(int fd, long messages, int count, int flags) {
            try (ErrnoState errno = ErrnoState.take()) {
                return errno.result((int) RECVMMSG.invokeExact(errno.memory(), fd, messages, count, flags, 0L));
            } catch (Throwable failure) {
                throw Downcalls.unexpected(failure);
            }
        }

        // int sendmmsg(int sockfd, struct mmsghdr *msgvec, unsigned int vlen, int flags);
        private static final MethodHandle SENDMMSG =
                Downcalls.of("sendmmsg", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT);

        static int sendmmsg(int fd, long messages, int count, int flags) {
            try (ErrnoState errno = ErrnoState.take()) {
                return errno.result((int) SENDMMSG.invokeExact(errno.memory(), fd, messages, count, flags));
            } catch (Throwable failure) {
                throw Downcalls.unexpected(failure);
            }
        }
    }
}
