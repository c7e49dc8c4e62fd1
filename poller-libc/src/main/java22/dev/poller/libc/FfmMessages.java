// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.invoke.MethodHandle;

/**
 * The C functions for sockets of messages and for pairs, and the accept of old systems: linking a function takes
 * milliseconds, and programs with connections alone call none of these. Any thread may call.
 */
final class FfmMessages {
    private FfmMessages() {}

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

    // int accept(int sockfd, struct sockaddr *addr, socklen_t *addrlen);
    private static final MethodHandle ACCEPT = Downcalls.of("accept", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);

    static int accept(int fd, long address, long length) {
        try (ErrnoState errno = ErrnoState.take()) {
            return errno.result((int) ACCEPT.invokeExact(errno.memory(), fd, address, length));
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
