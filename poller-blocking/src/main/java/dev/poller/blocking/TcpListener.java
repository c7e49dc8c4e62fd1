// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.blocking.internal.end.ListenSocket;
import dev.poller.blocking.internal.end.StreamSocket;
import dev.poller.blocking.internal.end.TcpAddresses;
import dev.poller.blocking.internal.io.AcceptCalls;
import dev.poller.blocking.internal.io.Handle;
import dev.poller.blocking.internal.wait.Limit;
import java.io.IOException;
import java.lang.ref.Reference;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A TCP socket that accepts connections. Any thread may call every method; how calls wait and end says {@link ByteStream}. */
public final class TcpListener implements Listener<TcpStream> {
    private static final Set<SocketOption<?>> OPTIONS =
            Set.of(StandardSocketOptions.SO_RCVBUF, StandardSocketOptions.SO_REUSEADDR);

    private final Netpoll netpoll;
    private final Handle<ListenSocket> handle;
    private final InetSocketAddress local;

    /** Of the stream accepted last. Most have the same one, and need no object of their own. */
    private volatile InetSocketAddress acceptedLocal;

    private final CountDownLatch closed = new CountDownLatch(1);

    TcpListener(Netpoll netpoll, Handle<ListenSocket> handle) throws IOException {
        this.netpoll = netpoll;
        this.handle = handle;
        handle.enter(); // The runtime may be closed already, and the number another descriptor's.
        try {
            this.local = handle.endpoint().localAddress();
        } finally {
            handle.leave();
        }
        this.acceptedLocal = local;
        handle.onClose(closed::countDown);
        handle.ownedBy(this);
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
     * Listens. For other options than these there is {@link TcpSocket}.
     *
     * @param netpoll the runtime to wait on
     * @param local resolved; port 0 takes any free one, the wildcard address all of this machine's, IPv4 and IPv6
     * @param options backlog and address re-use
     * @throws java.net.UnknownHostException if the address is unresolved
     * @throws java.net.BindException if the address cannot be taken; the message names it
     * @throws IOException if it fails for another reason
     */
    public static TcpListener open(Netpoll netpoll, InetSocketAddress local, ListenOptions options) throws IOException {
        try (TcpSocket socket = TcpSocket.forListening(netpoll, TcpAddresses.toBind(local))) {
            if (options.reuseAddress()) {
                socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            }
            return socket.bind(local).listen(options.backlog());
        }
    }

    @Override
    public TcpStream accept() throws IOException {
        return accept((Limit) null);
    }

    @Override
    public TcpStream accept(Until until) throws IOException {
        return accept(until.limit(handle, "Accept"));
    }

    private TcpStream accept(@Nullable Limit limit) throws IOException {
        try {
            InetSocketAddress likely = acceptedLocal;
            Handle<StreamSocket> accepted = netpoll.runtime().accepted(AcceptCalls.accept(handle, limit));
            TcpStream stream;
            try {
                stream = new TcpStream(netpoll, accepted, likely);
            } catch (Throwable failure) {
                TcpSocket.closeAfter(failure, accepted);
                throw failure;
            }
            if (!stream.localAddress().equals(likely)) {
                acceptedLocal = stream.localAddress();
            }
            return stream;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void setAcceptDeadline(Duration fromNow) {
        handle.deadline(handle.read, fromNow);
    }

    @Override
    public void clearAcceptDeadline() {
        handle.noDeadline(handle.read);
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
        handle.enter();
        try {
            handle.endpoint().setOption(supported(option), value);
        } finally {
            handle.leave();
        }
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
        handle.enter();
        try {
            return handle.endpoint().getOption(supported(option));
        } finally {
            handle.leave();
        }
    }

    /** Others would be inherited by what is accepted on some systems and not on others. */
    private static <T> SocketOption<T> supported(SocketOption<T> option) {
        if (!OPTIONS.contains(option)) {
            throw new UnsupportedOperationException("a TCP listener has no option " + option.name());
        }
        return option;
    }

    @Override
    public InetSocketAddress localAddress() {
        return local;
    }

    @Override
    public Netpoll netpoll() {
        return netpoll;
    }

    @Override
    public boolean isOpen() {
        return handle.isOpen();
    }

    @Override
    public boolean awaitClose(Duration atMost) throws InterruptedException {
        return closed.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() throws IOException {
        handle.close();
    }

    /** For example {@code TcpListener[/127.0.0.1:8080]}. */
    @Override
    public String toString() {
        return "TcpListener[" + local + (isOpen() ? "]" : ", closed]");
    }
}
