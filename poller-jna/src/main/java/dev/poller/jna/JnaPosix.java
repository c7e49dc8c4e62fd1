// SPDX-License-Identifier: Apache-2.0
package dev.poller.jna;

import com.sun.jna.Native;
import dev.poller.jna.JnaFunctions.Posix;
import dev.poller.jna.JnaFunctions.Variadic;
import dev.poller.libc.Libc;

/**
 * The calls that every C library has, through JNA; {@link JnaLibc} has the others. Any thread may call.
 *
 * <p>JNA keeps errno for each native thread; {@link #result} reads it in the statement after the call, before anything
 * could move a virtual thread to another carrier.
 */
abstract class JnaPosix implements Libc {
    private final Variadic variadic = JnaFunctions.variadic();

    static int result(int returned) {
        return returned < 0 ? -Native.getLastError() : returned;
    }

    static long result(long returned) {
        return returned < 0 ? -Native.getLastError() : returned;
    }

    @Override
    public int open(long path, int flags, int mode) {
        return result(variadic.open(path, flags, mode));
    }

    @Override
    public int close(int fd) {
        return result(Posix.close(fd));
    }

    @Override
    public int dup(int fd) {
        return result(Posix.dup(fd));
    }

    @Override
    public long read(int fd, long buffer, long count) {
        return result(Posix.read(fd, buffer, count));
    }

    @Override
    public long write(int fd, long buffer, long count) {
        return result(Posix.write(fd, buffer, count));
    }

    /** The one that fails with 0. */
    @Override
    public int isatty(int fd) {
        return Posix.isatty(fd) == 1 ? 1 : -Native.getLastError();
    }

    @Override
    public int poll(long fds, long count, int timeoutMillis) {
        return result(Posix.poll(fds, count, timeoutMillis));
    }

    @Override
    public int pipe(long fds) {
        return result(Posix.pipe(fds));
    }

    @Override
    public int fcntl(int fd, int op, int argument) {
        return result(variadic.fcntl(fd, op, argument));
    }

    @Override
    public int ioctl(int fd, int op, long argument) {
        return result(variadic.ioctl(fd, Integer.toUnsignedLong(op), argument));
    }

    @Override
    public int getrlimit(int resource, long limits) {
        return result(Posix.getrlimit(resource, limits));
    }

    @Override
    public int socket(int domain, int type, int protocol) {
        return result(Posix.socket(domain, type, protocol));
    }

    @Override
    public int socketpair(int domain, int type, int protocol, long fds) {
        return result(Posix.socketpair(domain, type, protocol, fds));
    }

    @Override
    public int bind(int fd, long address, int length) {
        return result(Posix.bind(fd, address, length));
    }

    @Override
    public int listen(int fd, int backlog) {
        return result(Posix.listen(fd, backlog));
    }

    @Override
    public int accept(int fd, long address, long length) {
        return result(Posix.accept(fd, address, length));
    }

    @Override
    public int connect(int fd, long address, int length) {
        return result(Posix.connect(fd, address, length));
    }

    @Override
    public int getsockname(int fd, long address, long length) {
        return result(Posix.getsockname(fd, address, length));
    }

    @Override
    public int getpeername(int fd, long address, long length) {
        return result(Posix.getpeername(fd, address, length));
    }

    @Override
    public int getsockopt(int fd, int level, int option, long value, long length) {
        return result(Posix.getsockopt(fd, level, option, value, length));
    }

    @Override
    public int setsockopt(int fd, int level, int option, long value, int length) {
        return result(Posix.setsockopt(fd, level, option, value, length));
    }

    @Override
    public int shutdown(int fd, int how) {
        return result(Posix.shutdown(fd, how));
    }

    @Override
    public long recv(int fd, long buffer, long length, int flags) {
        return result(Posix.recv(fd, buffer, length, flags));
    }

    @Override
    public long send(int fd, long buffer, long length, int flags) {
        return result(Posix.send(fd, buffer, length, flags));
    }

    @Override
    public long recvfrom(int fd, long buffer, long length, int flags, long address, long addressLength) {
        return result(Posix.recvfrom(fd, buffer, length, flags, address, addressLength));
    }

    @Override
    public long sendto(int fd, long buffer, long length, int flags, long address, int addressLength) {
        return result(Posix.sendto(fd, buffer, length, flags, address, addressLength));
    }

    @Override
    public long sendmsg(int fd, long message, int flags) {
        return result(Posix.sendmsg(fd, message, flags));
    }

    @Override
    public long recvmsg(int fd, long message, int flags) {
        return result(Posix.recvmsg(fd, message, flags));
    }
}
