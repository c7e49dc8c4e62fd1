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
 * A TCP connection. Any thread may call every method; how calls wait and end says {@link ByteStream}.
 *
 * {@snippet file="dev/poller/examples/HttpGet.java" region="get"}
 */
public final class TcpStream implements ByteStream {
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

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        return length == 0 ? 0 : calls.read(target, offset, length);
    }

    @Override
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

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, source.length);
        if (length > 0) {
            calls.write(source, offset, length);
        }
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int length = source.remaining();
        if (length > 0) {
            calls.write(source);
        }
        return length;
    }

    @Override
    public InputStream inputStream() {
        return new StreamInput(this);
    }

    @Override
    public OutputStream outputStream() {
        return new StreamOutput(this);
    }

    @Override
    public void setReadDeadline(Duration fromNow) {
        descriptor.deadline(descriptor.poll().read, fromNow);
    }

    @Override
    public void setWriteDeadline(Duration fromNow) {
        descriptor.deadline(descriptor.poll().write, fromNow);
    }

    @Override
    public void clearReadDeadline() {
        descriptor.noDeadline(descriptor.poll().read);
    }

    @Override
    public void clearWriteDeadline() {
        descriptor.noDeadline(descriptor.poll().write);
    }

    @Override
    public void shutdownInput() throws IOException {
        calls.shutdownInput();
    }

    @Override
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

    @Override
    public boolean isOpen() {
        return descriptor.isOpen();
    }

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
