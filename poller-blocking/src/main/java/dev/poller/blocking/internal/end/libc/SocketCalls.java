// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.libc;

import dev.poller.blocking.internal.end.Buffers;
import dev.poller.blocking.internal.end.Buffers.Buffer;
import dev.poller.libc.Abi;
import dev.poller.libc.Constant;
import dev.poller.libc.Errno;
import dev.poller.libc.Libc;
import dev.poller.libc.OptionalCall;
import dev.poller.libc.Sockaddr;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The calls that make, name and tune a libc socket: arguments laid out in native memory, failures as exceptions.
 * Any thread. Reading and writing is {@link LibcBytes}'s.
 */
final class SocketCalls {
    /** Where the length stands when a call takes an address or a value and its length. */
    static final int LENGTH = 128;

    final Libc libc;
    final SocketFamily family;
    final Buffers buffers;
    final SocketErrors errors;
    final Errno errno;
    final int noSignal;
    /** MSG_CTRUNC; 0 where no descriptors are passed. */
    final int truncated;

    private final Abi abi;
    /** What makes a new socket non-blocking and close-on-exec at once; 0 where two calls more have to. */
    private final int flags;

    private final boolean needsNoSigpipe;

    /** Until it turns out that there is no accept4, to whichever thread first; others may find out once more. */
    private boolean accepts4;

    SocketCalls(Libc libc, SocketFamily family, Buffers buffers) {
        this.libc = libc;
        this.family = family;
        this.buffers = buffers;
        this.abi = libc.abi();
        this.errors = new SocketErrors(libc);
        this.errno = libc.errno();
        this.noSignal = abi.has(Constant.MSG_NOSIGNAL) ? abi.value(Constant.MSG_NOSIGNAL) : 0;
        this.truncated = abi.has(Constant.SCM_RIGHTS) ? abi.value(Constant.MSG_CTRUNC) : 0;
        this.needsNoSigpipe = noSignal == 0 && abi.has(Constant.SO_NOSIGPIPE);
        this.flags = abi.has(Constant.SOCK_NONBLOCK)
                ? abi.value(Constant.SOCK_NONBLOCK) | abi.value(Constant.SOCK_CLOEXEC)
                : 0;
        this.accepts4 = flags != 0;
    }

    int value(Constant constant) {
        return abi.value(constant);
    }

    /** A non-blocking, close-on-exec socket of a type, which sends without SIGPIPE. */
    int socket(Constant type) throws IOException {
        int fd = errors.check("socket", -1, libc.socket(family.number(), value(type) | flags, 0));
        return flags == 0 ? configured(fd) : quiet(fd);
    }

    /** A connection from the queue, configured as {@link #socket}'s, and its peer's address; or minus errno. */
    int accept(int fd, Buffer peer) throws IOException {
        long length = peer.address() + LENGTH;
        peer.bytes().putInt(LENGTH, LENGTH);
        if (accepts4) {
            int accepted = libc.accept4(fd, peer.address(), length, flags);
            if (accepted >= 0) {
                return named(quiet(accepted), peer);
            }
            if (!OptionalCall.ACCEPT4.isAbsent(libc, accepted)) {
                return accepted;
            }
            accepts4 = false;
        }
        int accepted = libc.accept(fd, peer.address(), length);
        return accepted < 0 ? accepted : named(configured(accepted), peer);
    }

    /** No address at all is xnu's way to say that the connection died in the queue (Go's syscall_bsd.go, Accept). */
    private int named(int accepted, Buffer peer) {
        if (family.isLocal() || peer.bytes().getInt(LENGTH) > 0) {
            return accepted;
        }
        libc.close(accepted);
        return -value(Constant.ECONNABORTED);
    }

    /** The address that {@link #accept} has left there. */
    byte[] peer(Buffer buffer) {
        byte[] peer = new byte[Math.min(buffer.bytes().getInt(LENGTH), LENGTH)];
        buffer.bytes().get(0, peer);
        return peer;
    }

    SocketAddress address(byte[] peer) {
        return family.read(ByteBuffer.wrap(peer).order(ByteOrder.nativeOrder()), peer.length);
    }

    /**
     * Sets the flags one by one where the system cannot set them at once, as on macOS. A child that another thread
     * starts in between inherits the descriptor; Go excludes that with a lock around fork, which Java does not offer.
     *
     * <p>Whether an accepted socket has its listener's O_NONBLOCK (macOS, the BSDs) or not (Linux) makes no difference.
     */
    private int configured(int fd) throws IOException {
        int status = libc.fcntl(fd, value(Constant.F_GETFL), 0);
        int result = status < 0 ? status : libc.fcntl(fd, value(Constant.F_SETFL), status | value(Constant.O_NONBLOCK));
        if (result >= 0) {
            result = libc.fcntl(fd, value(Constant.F_SETFD), value(Constant.FD_CLOEXEC));
        }
        if (result < 0) {
            libc.close(fd);
            throw errors.io("fcntl", fd, result);
        }
        return quiet(fd);
    }

    /**
     * Sets flags by fcntl(2).
     *
     * @param what F_SETFL or F_SETFD
     */
    void setFlags(int fd, Constant what, int flags) throws IOException {
        int result = libc.fcntl(fd, value(what), flags);
        if (result < 0) {
            throw libc.failure("fcntl(" + what + ")", fd, result);
        }
    }

    /**
     * Takes SIGPIPE away where sending has no flag for it. Not being able to is no failure: xnu refuses it on a
     * connection that has been reset (EINVAL), and the virtual machine ignores the signal anyway.
     */
    private int quiet(int fd) {
        if (needsNoSigpipe) {
            trySetInt(fd, Constant.SOL_SOCKET, Constant.SO_NOSIGPIPE, 1);
        }
        return fd;
    }

    void bind(int fd, SocketAddress local) throws IOException {
        try (Buffer buffer = buffers.take()) {
            int length = family.put(buffer.bytes(), local);
            int result = libc.bind(fd, buffer.address(), length);
            if (result < 0) {
                throw errors.bind(local, "bind", fd, result);
            }
        }
    }

    void listen(int fd, SocketAddress local, int backlog) throws IOException {
        int result = libc.listen(fd, backlog);
        if (result < 0) {
            throw errors.bind(local, "listen", fd, result);
        }
    }

    /** Minus errno, or 0. */
    int connect(int fd, SocketAddress remote) throws SocketException {
        try (Buffer buffer = buffers.take()) {
            return libc.connect(fd, buffer.address(), family.put(buffer.bytes(), remote));
        }
    }

    void shutdown(int fd, Constant how) throws IOException {
        int result = libc.shutdown(fd, value(how));
        // The peer may have reset the connection meanwhile: then both sides are shut down already.
        if (result < 0 && !errno.is(result, Constant.ENOTCONN)) {
            throw errors.io("shutdown", fd, result);
        }
    }

    /** Not repeated when interrupted: the descriptor is gone already (Linux close(2), NOTES). */
    void close(int fd) throws IOException {
        int result = libc.close(fd);
        if (result < 0 && !errno.isInterrupted(result)) {
            throw errors.io("close", fd, result);
        }
    }

    boolean has(Constant constant) {
        return abi.has(constant);
    }

    SocketAddress localAddress(int fd) throws IOException {
        try (Buffer buffer = buffers.take()) {
            return family.read(buffer.bytes(), name(buffer, fd));
        }
    }

    /** True if a stream socket listens, or if this system does not tell: then an accept does. */
    boolean isListening(int fd) throws IOException {
        return !has(Constant.SO_ACCEPTCONN) || getInt(fd, Constant.SOL_SOCKET, Constant.SO_ACCEPTCONN) != 0;
    }

    /** The AF_ constant of any socket. */
    int familyOf(int fd) throws IOException {
        try (Buffer buffer = buffers.take()) {
            name(buffer, fd);
            return Sockaddr.family(abi, buffer.bytes());
        }
    }

    /** Writes a socket's own address into the buffer; how many bytes it has. */
    private int name(Buffer buffer, int fd) throws IOException {
        buffer.bytes().putInt(LENGTH, LENGTH);
        errors.check("getsockname", fd, libc.getsockname(fd, buffer.address(), buffer.address() + LENGTH));
        return buffer.bytes().getInt(LENGTH);
    }

    /** False if the socket has no peer: not yet, or (EINVAL, on the BSDs) not any more. */
    boolean hasPeer(int fd) throws IOException {
        try (Buffer buffer = buffers.take()) {
            buffer.bytes().putInt(LENGTH, LENGTH);
            int result = libc.getpeername(fd, buffer.address(), buffer.address() + LENGTH);
            if (result < 0 && !errno.is(result, Constant.ENOTCONN) && !errno.is(result, Constant.EINVAL)) {
                throw errors.io("getpeername", fd, result);
            }
            return result == 0;
        }
    }

    /** The process, user and group at the other end of a Unix socket, when it connected (unix(7), SO_PEERCRED). */
    int[] peerCredentials(int fd) throws IOException {
        if (!has(Constant.SO_PEERCRED)) {
            throw new UnsupportedOperationException("this system cannot identify the peer; Linux can");
        }
        try (Buffer buffer = buffers.take()) {
            get(buffer, fd, Constant.SOL_SOCKET, Constant.SO_PEERCRED, 3 * Integer.BYTES);
            return new int[] {
                buffer.bytes().getInt(0),
                buffer.bytes().getInt(Integer.BYTES),
                buffer.bytes().getInt(2 * Integer.BYTES)
            };
        }
    }

    int getInt(int fd, Constant level, Constant option) throws IOException {
        try (Buffer buffer = buffers.take()) {
            get(buffer, fd, level, option, Integer.BYTES);
            return buffer.bytes().getInt(0);
        }
    }

    void setInt(int fd, Constant level, Constant option, int value) throws IOException {
        errors.check("setsockopt", fd, trySetInt(fd, level, option, value));
    }

    /** As {@link #setInt}, but minus errno if that fails. */
    int trySetInt(int fd, Constant level, Constant option, int value) {
        try (Buffer buffer = buffers.take()) {
            buffer.bytes().putInt(0, value);
            return libc.setsockopt(fd, value(level), value(option), buffer.address(), Integer.BYTES);
        }
    }

    void get(Buffer buffer, int fd, Constant level, Constant option, int size) throws SocketException {
        buffer.bytes().putInt(LENGTH, size);
        int result = libc.getsockopt(fd, value(level), value(option), buffer.address(), buffer.address() + LENGTH);
        errors.check("getsockopt", fd, result);
    }

    void set(Buffer buffer, int fd, Constant level, Constant option, int size) throws SocketException {
        errors.check("setsockopt", fd, libc.setsockopt(fd, value(level), value(option), buffer.address(), size));
    }
}
