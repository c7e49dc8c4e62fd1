// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.blocking.internal.address.TcpAddresses;
import dev.poller.blocking.internal.end.StreamSocket;
import dev.poller.blocking.internal.io.Handle;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection. Any thread may call every method; how calls wait and end says {@link ByteStream}. TCP_NODELAY is
 * on, as in Go: small writes go out at once.
 *
 * {@snippet file="dev/poller/examples/HttpGet.java" region="get"}
 */
public final class TcpStream extends SocketStream<TcpStream, InetSocketAddress> {
    /**
     * A stream that is connected.
     *
     * @param likelyLocal an equal address may already stand here
     */
    TcpStream(Netpoll netpoll, Handle<StreamSocket> handle, @Nullable InetSocketAddress likelyLocal)
            throws IOException {
        super(netpoll, handle, likelyLocal);
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
        return connect(netpoll, remote, Until.FOREVER);
    }

    /**
     * Connects within a time. Nothing is left open after a failure.
     *
     * @param netpoll the runtime to wait on
     * @param remote resolved; the wildcard address means this machine
     * @param timeout how long to wait at most
     * @throws java.net.UnknownHostException if the address is unresolved; {@link Netpoll#connect(String, int,
     *     Duration)} resolves names
     * @throws java.net.SocketTimeoutException "Connect timed out"
     * @throws java.net.ConnectException if the connection is refused, or the socket connected to itself
     * @throws IOException if it fails for another reason
     */
    public static TcpStream connect(Netpoll netpoll, InetSocketAddress remote, Duration timeout) throws IOException {
        return connect(netpoll, remote, Until.in(timeout));
    }

    /**
     * Connects. Nothing is left open after a failure.
     *
     * @param netpoll the runtime to wait on
     * @param remote resolved; the wildcard address means this machine
     * @param until what ends the attempt
     * @throws IOException as {@link #connect(Netpoll, InetSocketAddress, Duration)}
     */
    public static TcpStream connect(Netpoll netpoll, InetSocketAddress remote, Until until) throws IOException {
        InetSocketAddress target = TcpAddresses.toConnect(remote);
        try (TcpSocket socket = TcpSocket.forAddress(netpoll, target)) {
            return socket.connect(target, until);
        }
    }

    /**
     * Sends a byte as TCP's urgent data, at once and without waiting. What becomes of it at the other end says {@link
     * TcpOptions#SO_OOBINLINE} there.
     *
     * @param data its lowest eight bits are sent
     * @throws java.net.SocketException "No buffer space available" if there is no room for it
     * @throws IOException if closed, or the operating system refuses
     */
    public void sendUrgent(int data) throws IOException {
        if (!handle().use(endpoint -> endpoint.sendUrgent((byte) data))) {
            throw new SocketException("No buffer space available");
        }
    }
}
