// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.libc;

import dev.poller.Interest;
import dev.poller.blocking.internal.end.Awaited;
import dev.poller.blocking.internal.end.Buffers;
import dev.poller.blocking.internal.end.Buffers.Buffer;
import dev.poller.blocking.internal.end.ByteEndpoint;
import dev.poller.blocking.internal.end.HalfCloser;
import dev.poller.libc.Constant;
import dev.poller.libc.PollFd;
import java.io.IOException;
import java.lang.ref.Reference;
import java.net.SocketException;
import java.nio.ByteBuffer;

/** A descriptor that is read and written: where the bytes lie. How it is called is left to subclasses. */
abstract class LibcBytes extends LibcEndpoint implements ByteEndpoint, HalfCloser, Awaited {
    LibcBytes(SocketCalls calls, int fd) {
        super(calls, fd);
    }

    /** Makes the call once; its result or minus errno. */
    abstract long receive(long address, int length);

    /** Makes the call once; its result or minus errno. */
    abstract long send(long address, int length);

    /** The C functions that those two call. */
    abstract String call(boolean writes);

    @Override
    public final int read(byte[] target, int offset, int length) throws IOException {
        try (Buffer buffer = calls.buffers.take()) {
            int count = receiveUninterrupted(buffer.address(), Math.min(length, Buffers.SIZE));
            if (count > 0) {
                buffer.bytes().get(0, target, offset, count);
            }
            return count;
        }
    }

    @Override
    public final int read(ByteBuffer target) throws IOException {
        try {
            return receiveUninterrupted(calls.libc.address(target) + target.position(), target.remaining());
        } finally {
            Reference.reachabilityFence(target);
        }
    }

    @Override
    public final int write(byte[] source, int offset, int length) throws IOException {
        try (Buffer buffer = calls.buffers.take()) {
            int count = Math.min(length, Buffers.SIZE);
            buffer.bytes().put(0, source, offset, count);
            return sendUninterrupted(buffer.address(), count);
        }
    }

    @Override
    public final int write(ByteBuffer source) throws IOException {
        if (!source.isDirect()) {
            try (Buffer buffer = calls.buffers.take()) {
                int count = Math.min(source.remaining(), Buffers.SIZE);
                buffer.bytes().put(0, source, source.position(), count);
                return sendUninterrupted(buffer.address(), count);
            }
        }
        try {
            return sendUninterrupted(calls.libc.address(source) + source.position(), source.remaining());
        } finally {
            Reference.reachabilityFence(source);
        }
    }

    /** Of what is no socket the peer learns at the close. */
    @Override
    public final void shutdown(boolean sending) throws IOException {
        if (kind().isSocket()) {
            calls.shutdown(fd, sending ? Constant.SHUT_WR : Constant.SHUT_RD);
        }
    }

    /** By poll(2): it takes no byte, and no error that a read is to report. */
    @Override
    public final boolean isReady(Interest interest) throws IOException {
        try (Buffer buffer = calls.buffers.take()) {
            PollFd.put(buffer.bytes(), fd, bit(interest));
            int ready;
            do {
                ready = calls.libc.poll(buffer.address(), 1, 0);
            } while (calls.errno.isInterrupted(ready));
            if (ready < 0) {
                throw calls.libc.failure("poll", fd, ready);
            }
            return ready > 0;
        }
    }

    private static short bit(Interest interest) {
        return switch (interest) {
            case READ -> PollFd.IN;
            case WRITE -> PollFd.OUT;
            case PRIORITY -> PollFd.PRI;
        };
    }

    private int receiveUninterrupted(long address, int length) throws IOException {
        long result;
        do {
            result = receive(address, length);
        } while (calls.errno.isInterrupted(result));
        if (result == 0) {
            return kind().zeroIsData() ? 0 : END;
        }
        return result > 0 ? (int) result : outcome(call(false), result);
    }

    private int sendUninterrupted(long address, int length) throws IOException {
        long result;
        do {
            result = send(address, length);
        } while (calls.errno.isInterrupted(result));
        return result >= 0 ? (int) result : outcome(call(true), result);
    }

    /** Of a call that moved nothing. */
    final int outcome(String call, long result) throws IOException {
        if (calls.errno.isAgain(result)) {
            return AGAIN;
        }
        if (calls.errno.isReset(result)) {
            return RESET;
        }
        throw calls.errors.io(call, fd, result);
    }

    @Override
    public final SocketException reset(boolean written) {
        return calls.errors.io(call(written), fd, -calls.value(Constant.ECONNRESET));
    }
}
