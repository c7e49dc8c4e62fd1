// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A TCP socket that accepts connections. Any thread may call every method; how calls wait and end says {@link ByteStream}. */
public final class TcpListener implements Listener<TcpStream> {
    private static final Set<SocketOption<?>> OPTIONS =
            Set.of(StandardSocketOptions.SO_RCVBUF, StandardSocketOptions.SO_REUSEADDR);

    private final Netpoll netpoll;
    private final NetDescriptor descriptor;
    private final BlockingCalls calls;
    private final InetSocketAddress local;

    /** Of the stream accepted last. Most have the same one, and need no object of their own. */
    private volatile InetSocketAddress acceptedLocal;

    private final CountDownLatch closed = new CountDownLatch(1);

    private TcpListener(Netpoll netpoll, NetDescriptor descriptor, InetSocketAddress local) {
        this.netpoll = netpoll;
        this.descriptor = descriptor;
        this.calls = new BlockingCalls(descriptor);
        this.local = local;
        this.acceptedLocal = local;
        descriptor.onClose(closed::countDown);
        descriptor.poll().use(Use.LISTENER);
    }

    /**
     * Listens on the {@linkplain Netpoll#shared() shared} runtime with the default options.
     *
     * @param local as {@link #open(Netpoll, InetSocketAddress, ListenOptions)}
     * @throws IOException as {@link #open(Netpoll, InetSocketAddress, ListenOptions)}
     */
    public static TcpListener open(InetSocketAddress local) throws IOException {
        return open(Netpoll.shared(), local);
    }

    /**
     * Listens with the default options.
     *
     * @param netpoll the runtime to wait on
     * @param local as {@link #open(Netpoll, InetSocketAddress, ListenOptions)}
     * @throws IOException as {@link #open(Netpoll, InetSocketAddress, ListenOptions)}
     */
    public static TcpListener open(Netpoll netpoll, InetSocketAddress local) throws IOException {
        return open(netpoll, local, ListenOptions.DEFAULTS);
    }

    /**
     * Listens.
     *
     * @param netpoll the runtime to wait on
     * @param local resolved; port 0 takes any free one, the wildcard address all of this machine's, IPv4 and IPv6
     * @param options backlog and address re-use
     * @throws java.net.UnknownHostException if the address is unresolved
     * @throws java.net.BindException if the address cannot be taken; the message names it
     * @throws IOException if it fails for another reason
     */
    public static TcpListener open(Netpoll netpoll, InetSocketAddress local, ListenOptions options) throws IOException {
        Endpoint endpoint = netpoll.transport().listener(Addresses.resolved(local), options);
        NetDescriptor descriptor = NetDescriptor.open(netpoll, netpoll.loops().choose(), endpoint);
        try {
            return new TcpListener(netpoll, descriptor, endpoint.localAddress());
        } catch (Throwable failure) {
            descriptor.close();
            throw failure;
        }
    }

    @Override
    public TcpStream accept() throws IOException {
        InetSocketAddress likely = acceptedLocal;
        TcpStream stream = TcpStream.accepted(netpoll, calls.accept(), likely);
        if (!stream.localAddress().equals(likely)) {
            acceptedLocal = stream.localAddress();
        }
        return stream;
    }

    @Override
    public void setAcceptDeadline(Duration fromNow) {
        descriptor.deadline(descriptor.poll().read, fromNow);
    }

    @Override
    public void clearAcceptDeadline() {
        descriptor.noDeadline(descriptor.poll().read);
    }

    /**
     * Sets SO_RCVBUF or SO_REUSEADDR.
     *
     * @param option one of {@link java.net.StandardSocketOptions}
     * @param value the new value
     * @param <T> the option's type
     * @return this
     * @throws IOException if closed, or the operating system refuses
     */
    public <T> TcpListener setOption(SocketOption<T> option, T value) throws IOException {
        descriptor.setOption(supported(option), value);
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
        return descriptor.getOption(supported(option));
    }

    /** Others would be inherited by what is accepted on some systems and not on others. */
    private static <T> SocketOption<T> supported(SocketOption<T> option) {
        if (!OPTIONS.contains(option)) {
            throw new UnsupportedOperationException("no such option of a TCP listener: " + option);
        }
        return option;
    }

    @Override
    public InetSocketAddress localAddress() {
        return local;
    }

    @Override
    public boolean isOpen() {
        return descriptor.isOpen();
    }

    @Override
    public void close() throws IOException {
        descriptor.close();
    }

    @Override
    public Netpoll netpoll() {
        return netpoll;
    }

    @Override
    public boolean awaitClose(Duration atMost) throws InterruptedException {
        return closed.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** For example {@code TcpListener[/127.0.0.1:8080]}. */
    @Override
    public String toString() {
        return "TcpListener[" + local + (isOpen() ? "]" : ", closed]");
    }
}
