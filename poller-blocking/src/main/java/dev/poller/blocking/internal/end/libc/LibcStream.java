// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.libc;

import dev.poller.BadDescriptorException;
import dev.poller.blocking.internal.end.Buffers.Buffer;
import dev.poller.blocking.internal.end.Conduits.Conduit;
import dev.poller.blocking.internal.end.Kind;
import dev.poller.blocking.internal.end.StreamSocket;
import dev.poller.libc.Constant;
import dev.poller.libc.DescriptorMessage;
import java.io.IOException;
import java.lang.ref.Reference;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A stream socket that connects, or has been accepted. */
final class LibcStream extends LibcBytes implements StreamSocket {
    /**
     * Whom this was accepted from, as the kernel wrote it: a third of an address object, which few ask for. After a
     * reset the kernel does not tell any more.
     */
    private final byte @Nullable [] peer;

    /** A Unix stream socket of a system that tells whether a read has stopped behind descriptors. */
    private final boolean tellsCut;

    /** Minus errno of a call after one that found bytes, for the next. By the reader. */
    private int leftError;

    /** Whom this was connected to. */
    private volatile @Nullable SocketAddress remote;

    /**
     * A stream socket.
     *
     * @param peer whom it was accepted from; null for one to be connected
     */
    LibcStream(SocketCalls calls, int fd, byte @Nullable [] peer) {
        super(calls, fd);
        this.peer = peer;
        this.tellsCut = calls.family.kind() == Kind.UNIX_STREAM_SOCKET && calls.has(Constant.SCM_RIGHTS);
    }

    @Override
    public Kind kind() {
        return calls.family.kind();
    }

    @Override
    public boolean shortReadDrains() {
        return tellsCut || kind().shortReadDrains();
    }

    @Override
    long receive(long address, int length) {
        return tellsCut ? receiveAll(address, length) : calls.libc.recv(fd, address, length, 0);
    }

    /**
     * Bytes of a Unix socket. The system stops behind bytes that descriptors came with, closes these, and tells of it
     * (unix_stream_read_generic and scm_recv in Linux); then this looks again, so that a short read has found
     * everything.
     */
    private long receiveAll(long address, int length) {
        if (leftError != 0) {
            int left = leftError;
            leftError = 0;
            return left;
        }
        try (Buffer header = calls.buffers.take()) {
            int received = 0;
            while (true) {
                DescriptorMessage.putRoom(header.bytes(), header.address(), address + received, length - received, 0);
                long result = calls.libc.recvmsg(fd, header.address(), 0);
                if (result <= 0) {
                    if (received == 0) {
                        return result;
                    }
                    if (calls.errno.isInterrupted(result)) {
                        continue;
                    }
                    leftError = calls.errno.isAgain(result) ? 0 : (int) result;
                    return received;
                }
                received += (int) result;
                if (received == length || !DescriptorMessage.isCut(header.bytes(), calls.truncated)) {
                    return received;
                }
            }
        }
    }

    @Override
    long send(long address, int length) {
        return calls.libc.send(fd, address, length, calls.noSignal);
    }

    @Override
    String call(boolean writes) {
        return writes ? "send" : tellsCut ? "recvmsg" : "recv";
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
        int error = calls.getInt(fd, Constant.SOL_SOCKET, Constant.SO_ERROR);
        if (error != 0) {
            throw calls.errors.connect(to, fd, -error);
        }
        return calls.hasPeer(fd);
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
    public int available() throws IOException {
        try (Buffer buffer = calls.buffers.take()) {
            int result = calls.libc.ioctl(fd, calls.value(Constant.FIONREAD), buffer.address());
            calls.errors.check("ioctl(FIONREAD)", fd, result);
            return buffer.bytes().getInt(0);
        }
    }

    @Override
    public boolean sendUrgent(byte data) throws IOException {
        if (calls.family.isLocal()) {
            throw new UnsupportedOperationException("Unix sockets have no urgent data");
        }
        try (Buffer buffer = calls.buffers.take()) {
            buffer.bytes().put(0, data);
            long result;
            do {
                result = calls.libc.send(fd, buffer.address(), 1, calls.noSignal | calls.value(Constant.MSG_OOB));
            } while (calls.errno.isInterrupted(result));
            if (result < 0 && !calls.errno.isAgain(result)) {
                throw calls.errors.io("send(MSG_OOB)", fd, result);
            }
            return result > 0;
        }
    }

    @Override
    public boolean splices() {
        return calls.has(Constant.SPLICE_F_NONBLOCK);
    }

    @Override
    public int read(Conduit into, int length) throws IOException {
        long result = splice(fd, into.sink(), length);
        if (result > 0) {
            return (int) result;
        }
        return result == 0 ? END : isRefused(result) ? 0 : outcome("splice", result);
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

    /** The file systems that cannot do it say EINVAL (sendfile(2)). */
    @Override
    public int write(SourceFile from, long position, int length) throws IOException {
        try (Buffer offset = calls.buffers.take()) {
            long result;
            do {
                offset.bytes().putLong(0, position);
                result = calls.libc.sendfile(fd, ((LibcFile) from).fd(), offset.address(), length);
            } while (calls.errno.isInterrupted(result));
            return result >= 0 ? (int) result : isRefused(result) ? 0 : outcome("sendfile", result);
        }
    }

    /** A system, or a sandbox, that does not have the call says one of three things. */
    private boolean isRefused(long result) {
        return calls.errno.isAbsent(result) || calls.errno.is(result, Constant.EINVAL);
    }

    /** The header with the descriptors is in a buffer; bytes that are not in native memory are put behind it. */
    @Override
    public int send(Parcel parcel) throws IOException {
        checkPasses();
        ByteBuffer bytes = parcel.bytes;
        try (Buffer buffer = calls.buffers.take()) {
            long at = buffer.address();
            int length = bytes.remaining();
            long from = at + DescriptorMessage.SIZE;
            if (bytes.isDirect()) {
                from = calls.libc.address(bytes) + bytes.position();
            } else {
                length = Math.min(length, Parcel.ROOM);
                buffer.bytes().put(DescriptorMessage.SIZE, bytes, bytes.position(), length);
            }
            DescriptorMessage.put(buffer.bytes(), at, calls.libc.abi(), from, length, parcel.descriptors);
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
            Reference.reachabilityFence(bytes);
        }
    }

    @Override
    public int receive(Parcel parcel) throws IOException {
        checkPasses();
        ByteBuffer bytes = parcel.bytes;
        try (Buffer buffer = calls.buffers.take()) {
            boolean direct = bytes.isDirect();
            int room = direct ? bytes.remaining() : Math.min(bytes.remaining(), Parcel.ROOM);
            long at = buffer.address();
            long to = direct ? calls.libc.address(bytes) + bytes.position() : at + DescriptorMessage.SIZE;
            int flags = calls.value(Constant.MSG_CMSG_CLOEXEC)
                    | (kind() == Kind.MESSAGE_SOCKET ? calls.value(Constant.MSG_TRUNC) : 0);
            long result;
            do {
                DescriptorMessage.putRoom(buffer.bytes(), at, to, room, parcel.most);
                result = calls.libc.recvmsg(fd, at, flags);
            } while (calls.errno.isInterrupted(result));
            if (result < 0) {
                return outcome("recvmsg", result);
            }
            parcel.descriptors = DescriptorMessage.descriptors(buffer.bytes(), calls.libc.abi());
            parcel.cut = DescriptorMessage.isCut(buffer.bytes(), calls.truncated);
            parcel.size = (int) result;
            int count = Math.min(parcel.size, room);
            if (direct) {
                bytes.position(bytes.position() + count);
            } else {
                int end = DescriptorMessage.SIZE + count;
                bytes.put(buffer.bytes().position(DescriptorMessage.SIZE).limit(end));
            }
            return parcel.size == 0 && parcel.descriptors.length == 0 ? END : count;
        } finally {
            Reference.reachabilityFence(bytes);
        }
    }

    private void checkPasses() {
        if (!calls.has(Constant.SCM_RIGHTS)) {
            throw new UnsupportedOperationException(Parcel.NOT_HERE);
        }
    }

    @Override
    public @Nullable SocketAddress remoteAddress() {
        return peer != null ? calls.address(peer) : remote;
    }
}
