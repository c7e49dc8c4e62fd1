// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection that is read and written like a blocking one, from virtual and platform threads. One thread may read
 * while another writes; further ones queue. Every method may be called from any thread.
 *
 * {@snippet file="dev/poller/examples/HttpGet.java" region="get"}
 *
 * <p>A read, write, accept or connect that waits ends with
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
public final class TcpStream implements AutoCloseable {
    private final NetDescriptor descriptor;
    private final BlockingCalls calls;
    private final InetSocketAddress local;

    private TcpStream(NetDescriptor descriptor, @Nullable InetSocketAddress likelyLocal) throws IOException {
        this.descriptor = descriptor;
        this.calls = new BlockingCalls(descriptor);
        descriptor.enter();
        try {
            this.local = Addresses.shared(descriptor.endpoint().localAddress(), likelyLocal);
        } finally {
            descriptor.leave();
        }
    }

    /**
     * Connects on the {@linkplain Netpoll#shared() shared} runtime, waiting as long as the operating system does.
     *
     * @param remote resolved
     * @throws IOException as {@link #connect(Netpoll, InetSocketAddress, Duration)}
     */
    public static TcpStream connect(InetSocketAddress remote) throws IOException {
        return connect(Netpoll.shared(), remote);
    }

    /**
     * Connects, waiting as long as the operating system does.
     *
     * @param netpoll the runtime to wait on
     * @param remote resolved
     * @throws IOException as {@link #connect(Netpoll, InetSocketAddress, Duration)}
     */
    public static TcpStream connect(Netpoll netpoll, InetSocketAddress remote) throws IOException {
        return open(netpoll, remote, Deadline.NONE);
    }

    /**
     * Connects within a time. Nothing is left open after a failure.
     *
     * @param netpoll the runtime to wait on
     * @param remote resolved; the wildcard address means this machine
     * @param timeout how long to wait at most
     * @throws UnknownHostException if the address is unresolved
     * @throws java.net.SocketTimeoutException "Connect timed out"
     * @throws java.net.ConnectException if the connection is refused, or the socket connected to itself
     * @throws IOException if it fails for another reason
     */
    public static TcpStream connect(Netpoll netpoll, InetSocketAddress remote, Duration timeout) throws IOException {
        return open(netpoll, remote, Deadline.after(timeout));
    }

    private static TcpStream open(Netpoll netpoll, InetSocketAddress remote, long deadline) throws IOException {
        InetSocketAddress target = reachable(remote);
        NetDescriptor descriptor =
                NetDescriptor.open(netpoll, netpoll.loops().choose(), netpoll.transport().stream(target));
        return opened(descriptor, null, () -> new BlockingCalls(descriptor).connect(target, deadline));
    }

    /**
     * A stream for an accepted connection; closes it if that fails.
     *
     * @param likelyLocal an equal address may already stand here
     */
    static TcpStream accepted(Netpoll netpoll, Endpoint endpoint, InetSocketAddress likelyLocal) throws IOException {
        return opened(NetDescriptor.open(netpoll, netpoll.loops().inTurn(), endpoint), likelyLocal, () -> {});
    }

    /** See {@link Netpoll#newThread}. */
    Thread newThread(Runnable task) {
        return descriptor.driver().newThread(task);
    }

    private static TcpStream opened(NetDescriptor descriptor, @Nullable InetSocketAddress likelyLocal, Step step)
            throws IOException {
        try {
            step.run();
            return new TcpStream(descriptor, likelyLocal);
        } catch (Throwable failure) {
            try {
                descriptor.close();
            } catch (IOException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
    }

    private static InetSocketAddress reachable(InetSocketAddress remote) throws UnknownHostException {
        InetAddress address = Addresses.resolved(remote).getAddress();
        return address.isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), remote.getPort())
                : remote;
    }

    /**
     * Reads at least one byte, waiting for it if need be.
     *
     * @param target takes the bytes
     * @return how many bytes, -1 at the end of the stream, 0 only if there is room for none
     * @throws IOException as the class says; {@link java.net.SocketException} "Connection reset" after a reset
     */
    public int read(byte[] target) throws IOException {
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
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        return length == 0 ? 0 : calls.read(target, offset, length);
    }

    /**
     * Reads at least one byte, waiting for it if need be, and moves the position past what was read.
     *
     * @param target takes the bytes; not to be used by others meanwhile
     * @return how many bytes, -1 at the end of the stream, 0 only if nothing remains in the buffer
     * @throws IOException as {@link #read(byte[])}
     */
    public int read(ByteBuffer target) throws IOException {
        if (target.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        if (!target.hasRemaining()) {
            return 0;
        }
        int count = target.hasArray()
                ? calls.read(target.array(), target.arrayOffset() + target.position(), target.remaining())
                : calls.read(target);
        if (count > 0) {
            target.position(target.position() + count);
        }
        return count;
    }

    /**
     * Writes all the bytes, waiting for room if need be.
     *
     * @param source the bytes
     * @throws IOException as the class says; {@code bytesTransferred} of the timeout and interrupt exceptions says how
     *     many bytes went out
     */
    public void write(byte[] source) throws IOException {
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
    public void write(byte[] source, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, source.length);
        if (length > 0) {
            calls.write(source, offset, length);
        }
    }

    /**
     * Writes all that remains, waiting for room if need be. The position moves past what was written, also when it
     * throws.
     *
     * @param source the bytes; not to be used by others meanwhile
     * @return how many bytes that was
     * @throws IOException as {@link #write(byte[])}
     */
    public int write(ByteBuffer source) throws IOException {
        int length = source.remaining();
        if (length > 0) {
            calls.write(source);
        }
        return length;
    }

    /** Reads this stream; closing it closes this stream. */
    public InputStream inputStream() {
        return new StreamInput(this);
    }

    /** Writes this stream, unbuffered; closing it closes this stream. */
    public OutputStream outputStream() {
        return new StreamOutput(this);
    }

    /**
     * Sets the point in time from which on reads fail, at once also for one that waits. It stays passed until it is set
     * again or cleared.
     *
     * @param fromNow the distance; zero or negative has passed already
     */
    public void setReadDeadline(Duration fromNow) {
        descriptor.deadline(descriptor.poll().read, fromNow);
    }

    /**
     * Sets the point in time from which on writes fail, at once also for one that waits. It stays passed until it is set
     * again or cleared.
     *
     * @param fromNow the distance; zero or negative has passed already
     */
    public void setWriteDeadline(Duration fromNow) {
        descriptor.deadline(descriptor.poll().write, fromNow);
    }

    /** Lets reads wait for ever, at once also one that waits. */
    public void clearReadDeadline() {
        descriptor.noDeadline(descriptor.poll().read);
    }

    /** Lets writes wait for ever, at once also one that waits. */
    public void clearWriteDeadline() {
        descriptor.noDeadline(descriptor.poll().write);
    }

    /**
     * Receives no more: the waiting read and every later one return -1.
     *
     * @throws IOException if closed, or the operating system refuses
     */
    public void shutdownInput() throws IOException {
        calls.shutdownInput();
    }

    /**
     * Sends no more: the peer sees the end after what was written. A write that waits fails, and so do later ones.
     * Reading goes on.
     *
     * @throws IOException if closed, or the operating system refuses
     */
    public void shutdownOutput() throws IOException {
        calls.shutdownOutput();
    }

    /**
     * Sets TCP_NODELAY, SO_KEEPALIVE, SO_SNDBUF, SO_RCVBUF, SO_LINGER or SO_REUSEADDR.
     *
     * @param option one of {@link java.net.StandardSocketOptions}
     * @param value the new value
     * @param <T> the option's type
     * @return this
     * @throws IOException if closed, or the operating system refuses
     */
    public <T> TcpStream setOption(SocketOption<T> option, T value) throws IOException {
        descriptor.setOption(option, value);
        return this;
    }

    /**
     * The value of an option, as {@link #setOption} names them.
     *
     * @param option one of {@link java.net.StandardSocketOptions}
     * @param <T> the option's type
     * @throws IOException if closed, or the operating system refuses
     */
    public <T> T getOption(SocketOption<T> option) throws IOException {
        return descriptor.getOption(option);
    }

    /** This end's address; known also after the close. */
    public InetSocketAddress localAddress() {
        return local;
    }

    /** The peer's address; known also after the close. */
    public InetSocketAddress remoteAddress() {
        return descriptor.endpoint().remoteAddress();
    }

    /** False once this end is closed. */
    public boolean isOpen() {
        return descriptor.isOpen();
    }

    /**
     * Closes the connection. Calls that wait end first; when this returns the descriptor is given back. A second close
     * does nothing.
     *
     * @throws IOException if the operating system refuses; the stream is closed all the same
     */
    @Override
    public void close() throws IOException {
        descriptor.close();
    }

    /** For example {@code TcpStream[/127.0.0.1:40000 -> /127.0.0.1:8080]}. */
    @Override
    public String toString() {
        return "TcpStream[" + local + " -> " + remoteAddress() + (isOpen() ? "]" : ", closed]");
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }
}
