// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import java.nio.ByteBuffer;

/**
 * The C library, one method a function. Any thread may call.
 *
 * <p>Primitives in; out comes the result, 0 or more, or <em>minus errno</em>. No method retries, rounds or
 * throws, and those that read, write and wait do not allocate. An address points to native memory that the caller keeps
 * reachable until the call returns. A function that the C library does not have returns {@code -ENOSYS}.
 *
 * <p>This is also the seam for tests: a decorator fails the k-th call, shortens reads and writes, or pauses between
 * them.
 */
public interface Libc {
    /** {@code jna} or {@code ffm}. */
    String binding();

    /**
     * Keeps the functions bound until {@link #release}: for those who have {@linkplain LibcLoader#borrow borrowed}
     * this. Bound functions may keep the class loader of this class.
     */
    default void acquire() {}

    /** Ends what {@link #acquire} began: the caller calls no function any more, on any thread. */
    default void release() {}

    /** The constants and layouts that go with these calls. */
    Abi abi();

    /** What the errno in a result means. Always the same object. */
    Errno errno();

    /**
     * The address of a direct buffer's first byte, whatever its position.
     *
     * @param buffer a direct buffer, kept reachable by the caller while the address is in use
     */
    long address(ByteBuffer buffer);

    /**
     * The symbol of an errno, for example {@code EAGAIN}; {@code errno 4711} if it has none.
     *
     * @param errno a positive errno
     */
    String errnoName(int errno);

    /**
     * What the C library says of an errno.
     *
     * @param errno a positive errno
     */
    String strerror(int errno);

    // int open(const char *pathname, int flags, ... /* mode_t mode */);   the path ends with a zero byte
    int open(long path, int flags, int mode);

    // int close(int fd);
    int close(int fd);

    // int dup(int oldfd);
    int dup(int fd);

    // ssize_t read(int fd, void *buf, size_t count);
    long read(int fd, long buffer, long count);

    // ssize_t write(int fd, const void *buf, size_t count);
    long write(int fd, long buffer, long count);

    // int isatty(int fd);   1 or minus errno, ENOTTY for one that is none
    int isatty(int fd);

    // int poll(struct pollfd *fds, nfds_t nfds, int timeout);   of PollFd
    int poll(long fds, long count, int timeoutMillis);

    // int pipe(int pipefd[2]);
    int pipe(long fds);

    // int pipe2(int pipefd[2], int flags);
    int pipe2(long fds, int flags);

    // int fcntl(int fd, int op, ... /* int arg */);
    int fcntl(int fd, int op, int argument);

    // int ioctl(int fd, unsigned long op, ... /* void *argp */);   op has 32 bits, and is never negative in C
    int ioctl(int fd, int op, long argument);

    // int fstat(int fd, struct stat *statbuf);   of Abi.stat()
    int fstat(int fd, long stat);

    // int getrlimit(int resource, struct rlimit *rlim);
    int getrlimit(int resource, long limits);

    // int socket(int domain, int type, int protocol);
    int socket(int domain, int type, int protocol);

    // int socketpair(int domain, int type, int protocol, int sv[2]);
    int socketpair(int domain, int type, int protocol, long fds);

    // int bind(int sockfd, const struct sockaddr *addr, socklen_t addrlen);
    int bind(int fd, long address, int length);

    // int listen(int sockfd, int backlog);
    int listen(int fd, int backlog);

    // int accept(int sockfd, struct sockaddr *addr, socklen_t *addrlen);
    int accept(int fd, long address, long length);

    // int accept4(int sockfd, struct sockaddr *addr, socklen_t *addrlen, int flags);
    int accept4(int fd, long address, long length, int flags);

    // int connect(int sockfd, const struct sockaddr *addr, socklen_t addrlen);
    int connect(int fd, long address, int length);

    // int getsockname(int sockfd, struct sockaddr *addr, socklen_t *addrlen);
    int getsockname(int fd, long address, long length);

    // int getpeername(int sockfd, struct sockaddr *addr, socklen_t *addrlen);
    int getpeername(int fd, long address, long length);

    // int getsockopt(int sockfd, int level, int optname, void *optval, socklen_t *optlen);
    int getsockopt(int fd, int level, int option, long value, long length);

    // int setsockopt(int sockfd, int level, int optname, const void *optval, socklen_t optlen);
    int setsockopt(int fd, int level, int option, long value, int length);

    // int shutdown(int sockfd, int how);
    int shutdown(int fd, int how);

    // ssize_t recv(int sockfd, void *buf, size_t len, int flags);
    long recv(int fd, long buffer, long length, int flags);

    // ssize_t send(int sockfd, const void *buf, size_t len, int flags);
    long send(int fd, long buffer, long length, int flags);

    // ssize_t recvfrom(int sockfd, void *buf, size_t len, int flags, struct sockaddr *src_addr, socklen_t *addrlen);
    long recvfrom(int fd, long buffer, long length, int flags, long address, long addressLength);

    // ssize_t sendto(int sockfd, const void *buf, size_t len, int flags, const struct sockaddr *dest_addr,
    //                socklen_t addrlen);
    long sendto(int fd, long buffer, long length, int flags, long address, int addressLength);

    // ssize_t sendmsg(int sockfd, const struct msghdr *msg, int flags);
    long sendmsg(int fd, long message, int flags);

    // ssize_t recvmsg(int sockfd, struct msghdr *msg, int flags);
    long recvmsg(int fd, long message, int flags);

    // int recvmmsg(int sockfd, struct mmsghdr *msgvec, unsigned int vlen, int flags, struct timespec *timeout);
    //              timeout is NULL here
    int recvmmsg(int fd, long messages, int count, int flags);

    // int sendmmsg(int sockfd, struct mmsghdr *msgvec, unsigned int vlen, int flags);
    int sendmmsg(int fd, long messages, int count, int flags);

    // ssize_t splice(int fd_in, off_t *off_in, int fd_out, off_t *off_out, size_t size, unsigned int flags);
    //                both offsets are NULL here
    long splice(int from, int to, long length, int flags);

    // ssize_t sendfile(int out_fd, int in_fd, off_t *offset, size_t count);   Linux's
    long sendfile(int to, int from, long offset, long length);

    // int epoll_create(int size);
    int epollCreate(int size);

    // int epoll_create1(int flags);
    int epollCreate1(int flags);

    // int epoll_ctl(int epfd, int op, int fd, struct epoll_event *event);
    int epollCtl(int epfd, int op, int fd, long event);

    // int epoll_wait(int epfd, struct epoll_event *events, int maxevents, int timeout);
    int epollWait(int epfd, long events, int maxEvents, int timeoutMillis);

    // int epoll_pwait2(int epfd, struct epoll_event *events, int maxevents, const struct timespec *timeout,
    //                  const sigset_t *sigmask);   sigmask is NULL here; timeout may be 0 for ever
    int epollPwait2(int epfd, long events, int maxEvents, long timespec);

    // int eventfd(unsigned int initval, int flags);
    int eventfd(int initial, int flags);

    // int inotify_init1(int flags);
    int inotifyInit1(int flags);

    // int inotify_add_watch(int fd, const char *pathname, uint32_t mask);   the path ends with a zero byte
    int inotifyAddWatch(int fd, long path, int mask);

    // int pidfd_open(pid_t pid, unsigned int flags);
    int pidfdOpen(int pid, int flags);

    // int timerfd_create(int clockid, int flags);
    int timerfdCreate(int clock, int flags);

    // int timerfd_settime(int fd, int flags, const struct itimerspec *new_value, struct itimerspec *old_value);
    //                     two timespecs: the interval, the first expiration; old_value may be 0
    int timerfdSettime(int fd, int flags, long newTimes, long oldTimes);

    // int kqueue(void);
    int kqueue();

    // int kevent(int kq, const struct kevent *changelist, int nchanges, struct kevent *eventlist, int nevents,
    //            const struct timespec *timeout);   timeout may be 0 for ever
    int kevent(int kq, long changes, int changeCount, long events, int eventCount, long timespec);

    /**
     * The exception for a failed call, for example {@code epoll_ctl(ADD) on fd 17: EEXIST (17) File exists}.
     *
     * @param call the C function, with its operation in parentheses if it has several
     * @param fd the descriptor, negative if there is none
     * @param result minus errno, as the call returned it
     */
    default ErrnoException failure(String call, int fd, long result) {
        return new ErrnoException(call, fd, null, errno(), result);
    }

    /**
     * The same of a call that is about something else than a descriptor, for example
     * {@code open: ENOENT (2) No such file or directory: /dev/ptmx}.
     *
     * @param call the C function, with its operation in parentheses if it has several
     * @param subject what it was about: an address, a path, an option
     * @param result minus errno, as the call returned it
     */
    default ErrnoException failure(String call, String subject, long result) {
        return new ErrnoException(call, -1, subject, errno(), result);
    }

    /**
     * The same of both, for example
     * {@code connect on fd 17: EADDRNOTAVAIL (99) Cannot assign requested address: 127.0.0.1:40001}.
     *
     * @param call the C function, with its operation in parentheses if it has several
     * @param fd the descriptor
     * @param subject what the call was about besides
     * @param result minus errno, as the call returned it
     */
    default ErrnoException failure(String call, int fd, String subject, long result) {
        return new ErrnoException(call, fd, subject, errno(), result);
    }
}
