// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.libc;

import dev.poller.BadDescriptorException;
import dev.poller.blocking.internal.end.Buffers;
import dev.poller.blocking.internal.end.Buffers.Buffer;
import dev.poller.blocking.internal.end.Conduits.Conduit;
import dev.poller.blocking.internal.end.Kind;
import dev.poller.blocking.internal.end.StreamSocket;
import dev.poller.libc.Constant;
import dev.poller.libc.DescriptorMessage;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A stream socket that connects, or has been accepted. */
final class LibcStream extends LibcBytes implements StreamSocket, LibcOptioned {
    /** SO_LINGER has been set to a time at some point: rather a thread too many than a carrier held. */
    private volatile boolean lingers;

    /**
     * Whom this was accepted from, as the kernel wrote it: a third of an address object, which few ask for. After a
     * reset the kernel does not tell any more.
     */
    private final byte @Nullable [] peer;

    /** Whom this was connected to. */
    private volatile @Nullable SocketAddress remote;

    /** One to be connected. */
    LibcStream(SocketCalls calls, int fd, boolean lingers) {
        super(calls, fd);
        this.lingers = lingers;
        this.peer = null;
    }

    /** One that was accepted. */
    LibcStream(SocketCalls calls, int fd, byte[] peer) {
        super(calls, fd);
        this.peer = peer;
    }

    @Override
    public Kind kind() {
        return calls.family.isLocal() ? Kind.UNIX_STREAM_SOCKET : Kind.STREAM_SOCKET;
    }

    @Override
    long receive(long address, int length) {
        return calls.libc.recv(fd, address, length, 0);
    }

    @Override
    long send(long address, int length) {
        return calls.libc.send(fd, address, length, calls.noSignal);
    }

    @Override
    String call(boolean writes) {
        return writes ? "send" : "recv";
    }

    /** An interrupted connect goes on by itself (POSIX): it is waited for like one in progress, not repeated. */
    @Override
    public int connect(SocketAddress to) throws IOException {
        remote = to;
        int result = calls.connect(fd, to);
        if (result == 0) {
            return 1;
        }
        if (calls.errno.isInProgress(result) || calls.errno.isInterrupted(result)) {
            return AGAIN;
        }
        if (calls.family.isLocal() && calls.errno.isAgain(result)) {
            return FULL;
        }
        throw calls.errors.connect(to, fd, result);
    }

    /** Only SO_ERROR and a peer together mean connected: a wake-up may be spurious (Go issues 14548 and 19289). */
    @Override
    public boolean finishConnect(SocketAddress to) throws IOException {
        int error = calls.getInt(fd, calls.value(Constant.SOL_SOCKET), calls.value(Constant.SO_ERROR));
        if (error != 0) {
            throw calls.errors.connect(to, fd, -error);
        }
        return calls.hasPeer(fd) == 0;
    }

    @Override
    public int[] peerCredentials() throws IOException {
        return calls.peerCredentials(fd);
    }

    @Override
    public int peek(ByteBuffer target) throws IOException {
        if (!calls.has(Constant.MSG_PEEK)) {
            return StreamSocket.super.peek(target);
        }
        long address = calls.libc.address(target) + target.position();
        long result;
        do {
            result = calls.libc.recv(fd, address, target.remaining(), calls.value(Constant.MSG_PEEK));
        } while (calls.errno.isInterrupted(result));
        return result > 0 ? (int) result : result == 0 ? END : outcome("recv(MSG_PEEK)", result);
    }

    @Override
    public boolean splices() {
        return calls.has(Constant.SPLICE_F_NONBLOCK);
    }

    /** A system, or a sandbox, that has no splice says one of three things. */
    @Override
    public int read(Conduit into, int length) throws IOException {
        long result = splice(fd, into.sink(), length);
        if (result > 0) {
            return (int) result;
        }
        boolean refused = calls.errno.isMissing(result)
                || calls.errno.is(result, Constant.EINVAL)
                || calls.errno.is(result, Constant.EPERM);
        return result == 0 ? END : refused ? 0 : outcome("splice", result);
    }

    @Override
    public int write(Conduit from, int length) throws IOException {
        long result = splice(from.source(), fd, length);
        return result >= 0 ? (int) result : outcome("splice", result);
    }

    private long splice(int from, int to, int length) {
        long result;
        do {
            result = calls.libc.splice(from, to, length, calls.value(Constant.SPLICE_F_NONBLOCK));
        } while (calls.errno.isInterrupted(result));
        return result;
    }

    /** Within one buffer: first the header with the descriptors, then the bytes. */
    @Override
    public int send(Parcel parcel) throws IOException {
        checkPasses();
        Buffer buffer = calls.buffers.take();
        try {
            ByteBuffer bytes = parcel.bytes;
            int length = Math.min(bytes.remaining(), Buffers.SIZE - DescriptorMessage.SIZE);
            buffer.bytes().put(DescriptorMessage.SIZE, bytes, bytes.position(), length);
            long at = buffer.address();
            DescriptorMessage.put(
                    buffer.bytes(), at, calls.libc.abi(), at + DescriptorMessage.SIZE, length, parcel.descriptors);
            long result;
            do {
                result = calls.libc.sendmsg(fd, at, calls.noSignal);
            } while (calls.errno.isInterrupted(result));
            if (calls.errno.is(result, Constant.EBADF)) { // not this socket: it is open while it is used
                throw new BadDescriptorException(
                        "sendmsg: not all of " + Arrays.toString(parcel.descriptors) + " are open",
                        calls.libc.failure("sendmsg", fd, result));
            }
            return result >= 0 ? (int) result : outcome("sendmsg", result);
        } finally {
            calls.buffers.give(buffer);
        }
    }

    @Override
    public int receive(Parcel parcel) throws IOException {
        checkPasses();
        Buffer buffer = calls.buffers.take();
        try {
            int room = Math.min(parcel.bytes.remaining(), Buffers.SIZE - DescriptorMessage.SIZE);
            long at = buffer.address();
            long result;
            do {
                DescriptorMessage.putRoom(buffer.bytes(), at, at + DescriptorMessage.SIZE, room, parcel.most);
                result = calls.libc.recvmsg(fd, at, calls.value(Constant.MSG_CMSG_CLOEXEC));
            } while (calls.errno.isInterrupted(result));
            if (result < 0) {
                return outcome("recvmsg", result);
            }
            parcel.descriptors = DescriptorMessage.descriptors(buffer.bytes(), calls.libc.abi());
            parcel.cut = DescriptorMessage.isCut(buffer.bytes(), calls.libc.abi());
            int end = DescriptorMessage.SIZE + (int) result;
            parcel.bytes.put(buffer.bytes().position(DescriptorMessage.SIZE).limit(end));
            return result == 0 ? END : (int) result;
        } finally {
            calls.buffers.give(buffer);
        }
    }

    private void checkPasses() {
        if (!calls.has(Constant.SCM_RIGHTS)) {
            throw new UnsupportedOperationException(Parcel.NOT_HERE);
        }
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
        LibcOptioned.super.setOption(option, value);
        lingers |= LibcOption.makesLinger(option, value);
    }

    @Override
    public SocketAddress localAddress() throws IOException {
        return calls.localAddress(fd);
    }

    @Override
    public @Nullable SocketAddress remoteAddress() {
        return peer != null ? calls.address(peer) : remote;
    }

    @Override
    public boolean lingers() {
        return lingers;
    }
}
