// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.ScatteringByteChannel;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A connection, or one end of one, that is read and written like a blocking one, from virtual and platform threads. One
 * thread may read while another writes; further ones queue. Every method may be called from any thread. It is a
 * blocking channel too, for what takes one.
 *
 * <p>A call that waits ends with
 *
 * <ul>
 *   <li>{@link java.net.SocketTimeoutException} when its deadline passes,
 *   <li>{@link java.nio.channels.AsynchronousCloseException} when another thread closes the stream or its {@link
 *       Netpoll}; after that calls throw {@link java.nio.channels.ClosedChannelException},
 *   <li>{@link java.io.InterruptedIOException} when its thread is interrupted: the status stays set, the stream stays
 *       open and may be used again.
 * </ul>
 *
 * <p>Whoever opened or accepted a stream closes it.
 */
public interface ByteStream extends ByteChannel, GatheringByteChannel, ScatteringByteChannel {
    /**
     * Reads at least one byte, waiting for it if need be.
     *
     * @param target takes the bytes
     * @return how many bytes, -1 at the end of the stream, 0 only if there is room for none
     * @throws IOException as the interface says; {@link java.net.SocketException} "Connection reset" after a reset
     */
    default int read(byte[] target) throws IOException {
        return read(target, 0, target.length);
    }

    /**
     * Reads at least one byte, waiting for it if need be.
     *
     * @param target takes the bytes
     * @param offset where the first goes
     * @param length how many at most
     * @return how many bytes, -1 at the end of the stream, 0 only if {@code length} is 0
     * @throws IOException as {@link #read(byte[])}
     */
    int read(byte[] target, int offset, int length) throws IOException;

    /**
     * Reads at least one byte, waiting for it if need be.
     *
     * @param target takes the bytes
     * @param offset where the first goes
     * @param length how many at most
     * @param until what else ends this call
     * @return how many bytes, -1 at the end of the stream, 0 only if {@code length} is 0
     * @throws IOException as {@link #read(byte[])} and {@link Until}
     */
    int read(byte[] target, int offset, int length, Until until) throws IOException;

    /**
     * Reads at least one byte, waiting for it if need be, and moves the position past what was read.
     *
     * @param target takes the bytes; not to be used by others meanwhile
     * @return how many bytes, -1 at the end of the stream, 0 only if nothing remains in the buffer
     * @throws IOException as {@link #read(byte[])}
     */
    @Override
    int read(ByteBuffer target) throws IOException;

    /**
     * Reads at least one byte, waiting for it if need be, and moves the position past what was read.
     *
     * @param target takes the bytes; not to be used by others meanwhile
     * @param until what else ends this call
     * @return how many bytes, -1 at the end of the stream, 0 only if nothing remains in the buffer
     * @throws IOException as {@link #read(byte[])} and {@link Until}
     */
    int read(ByteBuffer target, Until until) throws IOException;

    /**
     * Reads at least one byte into several buffers, the first of them first.
     *
     * @param targets take the bytes; not to be used by others meanwhile
     * @return how many bytes, -1 at the end of the stream, 0 only if nothing remains in the buffers
     * @throws IOException as {@link #read(byte[])}
     */
    @Override
    default long read(ByteBuffer[] targets) throws IOException {
        return read(targets, 0, targets.length);
    }

    /**
     * As {@link #read(ByteBuffer[])}.
     *
     * @param offset the first buffer
     * @param length how many buffers
     */
    @Override
    long read(ByteBuffer[] targets, int offset, int length) throws IOException;

    /**
     * Reads as many bytes as there is room for, waiting for all of them.
     *
     * @param target takes the bytes; not to be used by others meanwhile. Its position says how many were read, also
     *     when this throws
     * @throws EOFException if the stream ends before
     * @throws IOException as {@link #read(byte[])}
     */
    default void readFully(ByteBuffer target) throws IOException {
        while (target.hasRemaining()) {
            if (read(target) < 0) {
                throw new EOFException("the stream ended " + target.remaining() + " bytes too early");
            }
        }
    }

    /**
     * As {@link #readFully(ByteBuffer)}.
     *
     * @param target takes the bytes
     * @throws IOException as {@link #readFully(ByteBuffer)}
     */
    default void readFully(byte[] target) throws IOException {
        readFully(ByteBuffer.wrap(target));
    }

    /**
     * Reads bytes and throws them away, waiting for all of them. It holds no buffer while nothing comes.
     *
     * @param count how many; zero and negative for none
     * @return how many it was: fewer only if the stream has ended
     * @throws IOException as {@link #read(byte[])}
     */
    long skip(long count) throws IOException;

    /**
     * Writes all the bytes, waiting for room if need be.
     *
     * @param source the bytes
     * @throws IOException as the interface says; {@code bytesTransferred} of the timeout and interrupt exceptions says
     *     how many bytes went out
     */
    default void write(byte[] source) throws IOException {
        write(source, 0, source.length);
    }

    /**
     * Writes all the bytes, waiting for room if need be.
     *
     * @param source holds the bytes
     * @param offset where the first stands
     * @param length how many
     * @throws IOException as {@link #write(byte[])}
     */
    void write(byte[] source, int offset, int length) throws IOException;

    /**
     * Writes all the bytes, waiting for room if need be.
     *
     * @param source holds the bytes
     * @param offset where the first stands
     * @param length how many
     * @param until what else ends this call
     * @throws IOException as {@link #write(byte[])} and {@link Until}
     */
    void write(byte[] source, int offset, int length, Until until) throws IOException;

    /**
     * Writes all that remains, waiting for room if need be. The position moves past what was written, also when it
     * throws.
     *
     * @param source the bytes; not to be used by others meanwhile
     * @return how many bytes that was
     * @throws IOException as {@link #write(byte[])}
     */
    @Override
    int write(ByteBuffer source) throws IOException;

    /**
     * Writes all that remains, waiting for room if need be. The position moves past what was written, also when it
     * throws.
     *
     * @param source the bytes; not to be used by others meanwhile
     * @param until what else ends this call
     * @return how many bytes that was
     * @throws IOException as {@link #write(byte[])} and {@link Until}
     */
    int write(ByteBuffer source, Until until) throws IOException;

    /**
     * Writes all that remains in several buffers as if it were one: small ones leave together. The positions move past
     * what was written, also when it throws.
     *
     * @param sources the bytes; not to be used by others meanwhile
     * @return how many bytes that was
     * @throws IOException as {@link #write(byte[])}
     */
    @Override
    default long write(ByteBuffer[] sources) throws IOException {
        return write(sources, 0, sources.length);
    }

    /**
     * As {@link #write(ByteBuffer[])}.
     *
     * @param offset the first buffer
     * @param length how many buffers
     */
    @Override
    long write(ByteBuffer[] sources, int offset, int length) throws IOException;

    /**
     * Waits until a read would not wait: for bytes, the end, a reset. It consumes nothing, and a thread that waits here
     * holds no buffer; before a read it costs no additional system call. Occasionally the read still has to wait.
     *
     * @throws IOException as {@link #read(byte[])}, except for a reset, which the read reports
     */
    void awaitReadable() throws IOException;

    /**
     * Waits as {@link #awaitReadable()}.
     *
     * @param until what else ends this call
     * @throws IOException as {@link #awaitReadable()} and {@link Until}
     */
    void awaitReadable(Until until) throws IOException;

    /**
     * Reads to the end of this stream and writes everything to another, which stays open in both directions. It holds
     * no buffer while there is nothing to move. Between two sockets of Linux a stream is moved within the kernel
     * (splice(2)), and messages of up to 64 KiB are copied; the deadlines of both streams hold.
     *
     * @param target takes the bytes; on a runtime of its own if it likes, or this stream itself
     * @return how many bytes that was
     * @throws IOException as {@link #read(byte[])} and {@link #write(byte[])} of the two; what was read and could not
     *     be written is lost
     */
    long transferTo(ByteStream target) throws IOException;

    /**
     * Writes bytes of a regular file, waiting for room. Linux sends them to a socket within the kernel (sendfile(2));
     * reading what is not in its cache holds the calling thread, and its carrier, as all reading of files does.
     *
     * @param file its bytes are sent as they are meanwhile
     * @param position the first byte; none is sent from behind the end of the file
     * @param count how many at most
     * @return how many it was: fewer only if the file ends
     * @throws java.nio.file.FileSystemException if it is not there, no regular file, or may not be read
     * @throws IOException as {@link #write(byte[])}, with {@code bytesTransferred} as there
     */
    long transferFrom(Path file, long position, long count) throws IOException;

    /** Reads this stream; closing it closes this stream. */
    InputStream inputStream();

    /** Writes this stream, unbuffered; closing it closes this stream. */
    OutputStream outputStream();

    /**
     * Sets the point in time from which on reads fail, at once also for one that waits. It stays passed until it is set
     * again or cleared.
     *
     * @param fromNow the distance; zero or negative has passed already
     */
    void setReadDeadline(Duration fromNow);

    /**
     * Sets the point in time from which on writes fail, at once also for one that waits. It stays passed until it is
     * set again or cleared.
     *
     * @param fromNow the distance; zero or negative has passed already
     */
    void setWriteDeadline(Duration fromNow);

    /** Removes the deadline of reads, also for a read that waits now. */
    void clearReadDeadline();

    /** Removes the deadline of writes, also for a write that waits now. */
    void clearWriteDeadline();

    /**
     * Ends receiving: the waiting read and every later one return -1.
     *
     * @throws IOException if closed, or the operating system refuses
     */
    void shutdownInput() throws IOException;

    /**
     * Ends sending: the peer sees the end after what was written. A waiting write fails, and so do later ones. Reading
     * continues.
     *
     * @throws IOException if closed, or the operating system refuses
     */
    void shutdownOutput() throws IOException;

    /** False once this end is closed. */
    @Override
    boolean isOpen();

    /**
     * Closes the stream. Calls that wait end first; when this returns the descriptor is given back. A second close does
     * nothing.
     *
     * @throws IOException if the operating system refuses; the stream is closed all the same
     */
    @Override
    void close() throws IOException;
}
