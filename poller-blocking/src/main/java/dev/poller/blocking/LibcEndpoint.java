// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.Capability;
import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.Registration;
import dev.poller.Trigger;
import dev.poller.blocking.Buffers.Buffer;
import dev.poller.libc.Constant;
import java.io.IOException;
import java.lang.ref.Reference;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A socket of the C library. No call blocks: the descriptor is in non-blocking mode for life. */
final class LibcEndpoint implements Endpoint {
    /** PRIORITY, because a read stops short of an urgent mark (tcp_recvmsg_locked in net/ipv4/tcp.c). */
    private static final Set<Interest> ALL = Set.of(Interest.READ, Interest.WRITE, Interest.PRIORITY);

    private final SocketCalls calls;
    private final int fd;

    /** SO_LINGER has been set to a time at some point: rather a thread too many than a carrier held. */
    private volatile boolean lingers;

    /**
     * Whom this was accepted from, as the kernel wrote it: a third of an address object, which few ask for. After a
     * reset the kernel does not tell any more.
     */
    private final byte @Nullable [] peer;

    /** Whom this was connected to. */
    private volatile @Nullable InetSocketAddress remote;

    LibcEndpoint(SocketCalls calls, int fd) {
        this(calls, fd, null);
    }

    private LibcEndpoint(SocketCalls calls, int fd, byte @Nullable [] peer) {
        this.calls = calls;
        this.fd = fd;
        this.peer = peer;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Buffer buffer = calls.buffers.take();
        try {
            int count = receive(buffer.address(), Math.min(length, Buffers.SIZE));
            if (count > 0) {
                buffer.bytes().get(0, target, offset, count);
            }
            return count;
        } finally {
            calls.buffers.give(buffer);
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        try {
            return receive(calls.libc.address(target) + target.position(), target.remaining());
        } finally {
            Reference.reachabilityFence(target);
        }
    }

    @Override
    public int write(byte[] source, int offset, int length) throws IOException {
        Buffer buffer = calls.buffers.take();
        try {
            int count = Math.min(length, Buffers.SIZE);
            buffer.bytes().put(0, source, offset, count);
            return send(buffer.address(), count);
        } finally {
            calls.buffers.give(buffer);
        }
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return source.isDirect() ? writeDirect(source) : writeCopy(source);
    }

    private int writeDirect(ByteBuffer source) throws IOException {
        try {
            return send(calls.libc.address(source) + source.position(), source.remaining());
        } finally {
            Reference.reachabilityFence(source);
        }
    }

    private int writeCopy(ByteBuffer source) throws IOException {
        Buffer buffer = calls.buffers.take();
        try {
            int count = Math.min(source.remaining(), Buffers.SIZE);
            buffer.bytes().put(0, source, source.position(), count);
            return send(buffer.address(), count);
        } finally {
            calls.buffers.give(buffer);
        }
    }

    private int receive(long address, int length) throws IOException {
        long result;
        do {
            result = calls.libc.recv(fd, address, length, 0);
        } while (result == calls.interrupted);
        if (result > 0) {
            return (int) result;
        }
        if (result == 0) {
            return END;
        }
        return again("recv", result);
    }

    private int send(long address, int length) throws IOException {
        long result;
        do {
            result = calls.libc.send(fd, address, length, calls.noSignal);
        } while (result == calls.interrupted);
        return result >= 0 ? (int) result : again("send", result);
    }

    private int again(String call, long result) throws IOException {
        if (result == calls.tryAgain) {
            return AGAIN;
        }
        throw calls.errors.io(call, fd, result);
    }

    /** A connection that died in the queue is passed over, as in Go (internal/poll/fd_unix.go, Accept). */
    @Override
    public @Nullable Endpoint accept() throws IOException {
        Buffer address = calls.buffers.take();
        try {
            for (; ; ) {
                int accepted = calls.accept(fd, address);
                if (accepted >= 0) {
                    return new LibcEndpoint(calls, accepted, calls.peer(address));
                }
                if (accepted == calls.tryAgain) {
                    return null;
                }
                if (accepted != calls.interrupted && accepted != calls.aborted) {
                    throw calls.errors.io("accept", fd, accepted);
                }
            }
        } finally {
            calls.buffers.give(address);
        }
    }

    /** An interrupted connect goes on by itself (POSIX): it is waited for like one in progress, not repeated. */
    @Override
    public boolean connect(InetSocketAddress remote) throws IOException {
        int family = calls.value(remote.getAddress() instanceof Inet6Address ? Constant.AF_INET6 : Constant.AF_INET);
        this.remote = remote;
        int result = calls.connect(fd, family, remote);
        if (result == 0) {
            return true;
        }
        if (result == calls.inProgress || result == calls.interrupted) {
            return false;
        }
        throw calls.errors.connect(remote, fd, result);
    }

    /** Only SO_ERROR and a peer together mean connected: a wake-up may be spurious (Go issues 14548 and 19289). */
    @Override
    public boolean finishConnect(InetSocketAddress remote) throws IOException {
        int error = calls.getInt(fd, calls.value(Constant.SOL_SOCKET), calls.value(Constant.SO_ERROR));
        if (error != 0) {
            throw calls.errors.connect(remote, fd, -error);
        }
        return calls.hasPeer(fd) == 0;
    }

    @Override
    public void shutdownInput() throws IOException {
        calls.shutdown(fd, calls.value(Constant.SHUT_RD));
    }

    @Override
    public void shutdownOutput() throws IOException {
        calls.shutdown(fd, calls.value(Constant.SHUT_WR));
    }

    @Override
    public <T> void setOption(SocketOption<T> option, T value) throws IOException {
        LibcOption.of(option).set(calls, fd, value);
        lingers |= option.equals(StandardSocketOptions.SO_LINGER) && (Integer) value > 0;
    }

    @Override
    public <T> T getOption(SocketOption<T> option) throws IOException {
        return option.type().cast(LibcOption.of(option).get(calls, fd));
    }

    @Override
    public InetSocketAddress localAddress() throws IOException {
        return calls.localAddress(fd);
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return peer != null ? calls.address(peer) : Objects.requireNonNull(remote, "not connected");
    }

    @Override
    public Registration register(Poller poller, Trigger trigger, PollDescriptor descriptor) throws IOException {
        if (trigger == Trigger.ONESHOT) {
            return poller.open(fd, Interest.NONE, trigger, descriptor);
        }
        boolean priority = poller.capabilities().contains(Capability.PRIORITY);
        return poller.open(fd, priority ? ALL : Interest.READ_WRITE, trigger, descriptor);
    }

    @Override
    public boolean lingers() {
        return lingers;
    }

    /** Not repeated when interrupted: the descriptor is gone already (Linux close(2), NOTES). */
    @Override
    public void close() throws IOException {
        int result = calls.libc.close(fd);
        if (result < 0 && result != calls.interrupted) {
            throw calls.errors.io("close", fd, result);
        }
    }
}
