// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpSocket;
import dev.poller.blocking.TcpStream;
import dev.poller.blocking.Until;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** TCP, for a Socket that asks for no proxy, or for a ServerSocket. */
class TcpSocketImpl extends StreamSocketImpl<TcpStream> {
    /** The JDK's, where less than 1 is asked for. */
    private static final int BACKLOG = 50;

    private static final boolean IPV4_ONLY = Boolean.getBoolean("java.net.preferIPv4Stack");

    private final Sockets sockets;
    private final boolean server;

    /** Before it connects or listens; guarded. */
    private @Nullable TcpSocket socket;

    private volatile @Nullable TcpListener listener;

    /** Options of a server socket that its listener does not have, for what it accepts; null if there are none. */
    private volatile @Nullable ForAccepted forAccepted;

    TcpSocketImpl(Sockets sockets, boolean server) {
        this.sockets = sockets;
        this.server = server;
    }

    @Override
    void open() throws IOException {
        TcpSocket made = open(sockets.netpoll());
        try {
            made.setOption(StandardSocketOptions.TCP_NODELAY, false);
            if (server) {
                made.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            }
        } catch (Throwable failure) {
            made.close();
            throw failure;
        }
        socket = made;
    }

    private static TcpSocket open(Netpoll netpoll) throws IOException {
        return IPV4_ONLY ? TcpSocket.open(netpoll, StandardProtocolFamily.INET) : TcpSocket.open(netpoll);
    }

    /** In the JDK's words, which have changed. */
    private static void requireFamily(InetAddress of) throws SocketException {
        if (IPV4_ONLY && of instanceof Inet6Address) {
            boolean newer = Runtime.version().feature() >= 25;
            throw new SocketException((newer ? "IPv6 protocol" : "Protocol") + " family unavailable");
        }
    }

    @Override
    InetSocketAddress target(SocketAddress remote) throws IOException {
        if (!(remote instanceof InetSocketAddress to)) {
            throw new IOException("Unsupported address type");
        }
        if (to.isUnresolved()) {
            throw new UnknownHostException(HostInfo.name(to.getHostName()));
        }
        return to.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLocalHost(), to.getPort())
                : to;
    }

    @Override
    TcpStream connected(InetSocketAddress remote, Until until) throws IOException {
        TcpSocket taken;
        synchronized (lock) {
            taken = Objects.requireNonNull(socket);
            socket = null;
        }
        try {
            requireFamily(remote.getAddress());
            if (remote.getPort() == 0) {
                throw new ConnectException("Connection refused"); // As the system says; the layer knows before.
            }
            return taken.connect(remote, until);
        } catch (Throwable failure) {
            taken.close();
            throw failure;
        }
    }

    @Override
    IOException refused(IOException failure, SocketAddress remote) {
        IOException refusal = Failures.ofAddress(failure);
        return remote instanceof InetSocketAddress to ? HostInfo.added(refusal, to) : refusal;
    }

    @Override
    protected void bind(InetAddress host, int to) throws IOException {
        synchronized (lock) {
            requireOpen();
            if (localport != 0) {
                throw new SocketException("Already bound");
            }
            try {
                TcpSocket open = Objects.requireNonNull(socket);
                requireFamily(host);
                open.bind(new InetSocketAddress(host, to));
                address = host;
                localport = open.localAddress().getPort();
            } catch (IOException failure) {
                throw Failures.ofAddress(failure);
            }
        }
    }

    @Override
    protected void listen(int backlog) throws IOException {
        synchronized (lock) {
            requireOpen();
            if (localport == 0) {
                throw new SocketException("Not bound");
            }
            TcpSocket taken = Objects.requireNonNull(socket);
            socket = null;
            try {
                forAccepted = ForAccepted.of(taken);
                TcpListener made = taken.listen(backlog < 1 ? BACKLOG : backlog);
                listener = made;
                localport = made.localAddress().getPort();
                phase(Phase.LISTENING);
                Tally.LISTENING.increment();
            } catch (IOException failure) {
                phase(Phase.CLOSED);
                throw Failures.ofAddress(failure);
            }
        }
    }

    @Override
    protected void accept(SocketImpl into) throws IOException {
        TcpSocketImpl accepted = (TcpSocketImpl) into;
        if (accepted.phase() != Phase.NEW) {
            throw new SocketException("Not a newly created SocketImpl");
        }
        TcpListener from = listener;
        if (phase() == Phase.CLOSED) {
            throw Failures.closed();
        }
        if (from == null) {
            throw new SocketException("Not bound");
        }
        TcpStream stream;
        try {
            stream = from.accept(until(timeout()));
        } catch (IOException failure) {
            throw Failures.of(failure);
        }
        ForAccepted options = forAccepted;
        if (options != null) {
            options.apply(stream);
        }
        accepted.take(stream);
    }

    private void take(TcpStream accepted) throws IOException {
        synchronized (lock) {
            if (become(accepted, Phase.NEW)) {
                address = accepted.remoteAddress().getAddress();
                port = accepted.remoteAddress().getPort();
                Tally.ACCEPTED.increment();
                return;
            }
        }
        accepted.close();
        throw Failures.closed();
    }

    @Override
    int localPort(TcpStream of) {
        return of.localAddress().getPort();
    }

    @Override
    int available(TcpStream from) throws IOException {
        return from.available();
    }

    @Override
    protected boolean supportsUrgentData() {
        return true;
    }

    @Override
    protected void sendUrgentData(int data) throws IOException {
        TcpStream to = requireConnected();
        try {
            to.sendUrgent(data);
        } catch (IOException failure) {
            // The JDK throws nothing narrower here.
            throw new IOException(ofWrite(failure).getMessage(), failure);
        }
    }

    @Override
    void closeUnconnected() throws IOException {
        TcpSocket unconnected = socket;
        socket = null;
        if (unconnected != null) {
            unconnected.close();
        }
        TcpListener listening = listener;
        if (listening != null) {
            listening.close();
        }
    }

    @Override
    boolean hasOwn(SocketOption<?> option) {
        return !server && super.hasOwn(option);
    }

    @Override
    protected Set<SocketOption<?>> supportedOptions() {
        return sockets.options(server);
    }

    @Override
    <T> void set(SocketOption<T> option, T value) throws IOException {
        TcpStream stream = stream();
        TcpListener listening = listener;
        if (stream != null) {
            stream.setOption(option, value);
        } else if (listening != null) {
            Objects.requireNonNull(forAccepted).set(listening, option, value);
        } else {
            unconnected().setOption(option, value);
        }
    }

    @Override
    <T> T get(SocketOption<T> option) throws IOException {
        TcpStream stream = stream();
        TcpListener listening = listener;
        return stream != null
                ? stream.getOption(option)
                : listening != null
                        ? Objects.requireNonNull(forAccepted).get(listening, option)
                        : unconnected().getOption(option);
    }

    @Override
    InetAddress localAddress() throws IOException {
        TcpStream stream = stream();
        TcpListener listening = listener;
        return (stream != null
                        ? stream.localAddress()
                        : listening != null
                                ? listening.localAddress()
                                : unconnected().localAddress())
                .getAddress();
    }

    /** While it connects there is none. */
    private TcpSocket unconnected() throws SocketException {
        TcpSocket open = socket;
        if (open == null) {
            throw new SocketException("Connection in progress");
        }
        return open;
    }
}
