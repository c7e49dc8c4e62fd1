// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

/**
 * The calls that every C library has, through java.lang.foreign; {@link FfmLibc} has the others. Any thread may call.
 *
 * <p>The virtual machine saves errno in an {@link ErrnoState} before anything else can run on the thread. A class of
 * functions is linked when one of them is first called.
 */
abstract class FfmPosix implements Libc {
    @Override
    public int open(long path, int flags, int mode) {
        return FfmMoreFiles.open(path, flags, mode);
    }

    @Override
    public int close(int fd) {
        return FfmFiles.close(fd);
    }

    @Override
    public int dup(int fd) {
        return FfmMoreFiles.dup(fd);
    }

    @Override
    public long read(int fd, long buffer, long count) {
        return FfmFiles.read(fd, buffer, count);
    }

    @Override
    public long write(int fd, long buffer, long count) {
        return FfmFiles.write(fd, buffer, count);
    }

    @Override
    public int isatty(int fd) {
        return FfmMoreFiles.isatty(fd);
    }

    @Override
    public int poll(long fds, long count, int timeoutMillis) {
        return FfmMoreFiles.poll(fds, count, timeoutMillis);
    }

    @Override
    public int pipe(long fds) {
        return FfmMoreFiles.pipe(fds);
    }

    @Override
    public int fcntl(int fd, int op, int argument) {
        return FfmMoreFiles.fcntl(fd, op, argument);
    }

    @Override
    public int ioctl(int fd, int op, long argument) {
        return FfmMoreFiles.ioctl(fd, Integer.toUnsignedLong(op), argument);
    }

    @Override
    public int getrlimit(int resource, long limits) {
        return FfmMoreFiles.getrlimit(resource, limits);
    }

    @Override
    public int socket(int domain, int type, int protocol) {
        return FfmSockets.socket(domain, type, protocol);
    }

    @Override
    public int socketpair(int domain, int type, int protocol, long fds) {
        return FfmMessages.socketpair(domain, type, protocol, fds);
    }

    @Override
    public int bind(int fd, long address, int length) {
        return FfmSockets.bind(fd, address, length);
    }

    @Override
    public int listen(int fd, int backlog) {
        return FfmSockets.listen(fd, backlog);
    }

    @Override
    public int accept(int fd, long address, long length) {
        return FfmMessages.accept(fd, address, length);
    }

    @Override
    public int connect(int fd, long address, int length) {
        return FfmSockets.connect(fd, address, length);
    }

    @Override
    public int getsockname(int fd, long address, long length) {
        return FfmSockets.getsockname(fd, address, length);
    }

    @Override
    public int getpeername(int fd, long address, long length) {
        return FfmSockets.getpeername(fd, address, length);
    }

    @Override
    public int getsockopt(int fd, int level, int option, long value, long length) {
        return FfmSockets.getsockopt(fd, level, option, value, length);
    }

    @Override
    public int setsockopt(int fd, int level, int option, long value, int length) {
        return FfmSockets.setsockopt(fd, level, option, value, length);
    }

    @Override
    public int shutdown(int fd, int how) {
        return FfmSockets.shutdown(fd, how);
    }

    @Override
    public long recv(int fd, long buffer, long length, int flags) {
        return FfmSockets.recv(fd, buffer, length, flags);
    }

    @Override
    public long send(int fd, long buffer, long length, int flags) {
        return FfmSockets.send(fd, buffer, length, flags);
    }

    @Override
    public long recvfrom(int fd, long buffer, long length, int flags, long address, long addressLength) {
        return FfmMessages.recvfrom(fd, buffer, length, flags, address, addressLength);
    }

    @Override
    public long sendto(int fd, long buffer, long length, int flags, long address, int addressLength) {
        return FfmMessages.sendto(fd, buffer, length, flags, address, addressLength);
    }

    @Override
    public long sendmsg(int fd, long message, int flags) {
        return FfmMessages.sendmsg(fd, message, flags);
    }

    @Override
    public long recvmsg(int fd, long message, int flags) {
        return FfmMessages.recvmsg(fd, message, flags);
    }
}
