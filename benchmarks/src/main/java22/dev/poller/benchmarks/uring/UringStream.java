// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.uring;

import dev.poller.Readiness;
import dev.poller.blocking.internal.end.ByteEndpoint;
import dev.poller.blocking.internal.end.Kind;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection. Received bytes are there before anybody reads; written ones are on their way after the write has
 * returned, so a failure to send them is thrown by a later call. Confined to the ring's thread.
 */
final class UringStream extends UringEndpoint implements ByteEndpoint {
    private static final int EPIPE = 32;
    private static final int ECONNRESET = 104;
    private static final int ENOBUFS = 105;
    private static final int ECANCELED = 125;

    private static final int CQE_F_BUFFER = 1;
    private static final int CQE_F_MORE = 1 << 1;
    private static final int BUFFER_ID = 16;

    /** Buffers a connection may have before its peer has to wait: one that nobody reads must not have them all. */
    private static final int MOST_BUFFERS = 32;

    private static final Readiness READABLE = Readiness.of(Readiness.READABLE);
    private static final Readiness READ_CLOSED = Readiness.of(Readiness.READABLE | Readiness.READ_CLOSED);
    private static final Readiness WRITABLE = Readiness.of(Readiness.WRITABLE);
    private static final Readiness ERROR = Readiness.of(Readiness.ERROR);

    /** The list of received buffers, and how much of the first was read. */
    private int first = ReceiveBuffers.NONE;

    private int last = ReceiveBuffers.NONE;
    private int read;
    private int buffers;

    /** The peer has sent its last byte, which may be among them. */
    private boolean ended;

    /** Of the last receive, and of the last send: an errno, or 0. */
    private int receiveFailure;

    private int sendFailure;

    /** Where the bytes are that are being sent; negative if none are. */
    private int place = -1;

    private int sent;
    private int left;

    /** A writer has found the send before still under way. */
    private boolean writerWaits;

    UringStream(UringPoller poller, int fd) {
        super(poller, fd);
    }

    @Override
    public Kind kind() {
        return Kind.STREAM_SOCKET;
    }

    @Override
    Submission goesOn() {
        return Submission.RECEIVE;
    }

    @Override
    boolean isUnderWay() {
        return place >= 0;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return read(ByteBuffer.wrap(target, offset, length));
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (first == ReceiveBuffers.NONE) {
            return nothing();
        }
        int room = target.remaining();
        int done = 0;
        while (done < room && first != ReceiveBuffers.NONE) {
            int count = Math.min(room - done, poller.received().length(first) - read);
            poller.received().copy(first, read, target, target.position() + done, count);
            done += count;
            read += count;
            if (read == poller.received().length(first)) {
                dropFirst();
            }
        }
        askIfEmpty();
        return done;
    }

    private int nothing() throws IOException {
        if (ended) {
            return END;
        }
        if (receiveFailure != 0) {
            return failed(receiveFailure);
        }
        askIfEmpty();
        return AGAIN;
    }

    /** The kernel stops when it is out of buffers, or was told to; it goes on when all it has received was read. */
    private void askIfEmpty() throws IOException {
        if (!armed && first == ReceiveBuffers.NONE && !ended && receiveFailure == 0) {
            ask();
        }
    }

    private void dropFirst() {
        int done = first;
        first = poller.received().following(done);
        read = 0;
        buffers--;
        poller.received().giveBack(done);
    }

    @Override
    public int write(byte[] source, int offset, int length) throws IOException {
        return write(ByteBuffer.wrap(source, offset, length));
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        if (sendFailure != 0) {
            return failed(sendFailure);
        }
        if (place >= 0) {
            writerWaits = true;
            return AGAIN;
        }
        int count = Math.min(source.remaining(), SendBuffers.SIZE);
        place = poller.sends().take();
        poller.sends().copy(place, source, count);
        sent = 0;
        left = count;
        send();
        poller.submitIfMany();
        return count;
    }

    private void send() throws IOException {
        poller.ring().add(Submission.SEND, fd, poller.sends().address(place) + sent, left, Submission.SEND.data(index));
    }

    private static int failed(int errno) throws IOException {
        if (errno == ECONNRESET || errno == EPIPE) {
            return RESET;
        }
        throw new IOException("io_uring: errno " + errno);
    }

    @Override
    public SocketException reset(boolean written) {
        return new SocketException(written ? "Broken pipe" : "Connection reset");
    }

    @Override
    @Nullable
    Readiness completed(Submission of, int result, int flags) throws IOException {
        return of == Submission.SEND ? sent(result) : received(result, flags);
    }

    private @Nullable Readiness sent(int result) throws IOException {
        if (result >= 0 && result < left) {
            sent += result;
            left -= result;
            send();
            return null;
        }
        sendFailure = Math.max(0, -result);
        poller.sends().giveBack(place);
        place = -1;
        leave();
        if (sendFailure != 0) {
            return ERROR;
        }
        if (writerWaits) {
            writerWaits = false;
            return WRITABLE;
        }
        return null;
    }

    private @Nullable Readiness received(int result, int flags) throws IOException {
        if ((flags & CQE_F_MORE) == 0) {
            stopped();
        }
        if ((flags & CQE_F_BUFFER) != 0) {
            keep(flags >>> BUFFER_ID, result);
        }
        if (!isOpen()) {
            discard();
            leave();
            return null;
        }
        if (result > 0) {
            if (buffers >= MOST_BUFFERS) {
                cancel();
            }
            return READABLE;
        }
        return switch (-result) {
            case 0 -> {
                ended = true;
                yield READ_CLOSED;
            }
            case ENOBUFS -> {
                poller.starved(this);
                yield null;
            }
            case ECANCELED -> {
                askIfEmpty();
                yield null;
            }
            default -> {
                receiveFailure = -result;
                yield ERROR;
            }
        };
    }

    private void keep(int id, int length) {
        poller.received().received(id, Math.max(0, length));
        if (length <= 0) {
            poller.received().giveBack(id);
            return;
        }
        buffers++;
        if (first == ReceiveBuffers.NONE) {
            first = id;
        } else {
            poller.received().follow(last, id);
        }
        last = id;
    }

    /** There are buffers again. */
    void feed() throws IOException {
        if (isOpen()) {
            askIfEmpty();
        }
    }

    @Override
    void discard() {
        while (first != ReceiveBuffers.NONE) {
            dropFirst();
        }
    }
}
