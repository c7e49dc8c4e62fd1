// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.serve;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Listener;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpStream;
import dev.poller.cli.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;

/** Makes listeners and connections from addresses: the one class of the commands that knows what kinds there are. */
public final class Sockets {
    private Sockets() {}

    /** Listens on an address that was typed. */
    static Listener<?> listen(Netpoll netpoll, Address address) throws IOException {
        return TcpListener.open(netpoll, address.toListen());
    }

    /** Listens where only this machine can connect, and nobody else listens. */
    public static Listener<?> listen(Netpoll netpoll) throws IOException {
        return TcpListener.open(netpoll, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** Connects within a time; the caller closes the stream. */
    public static ByteStream connect(Netpoll netpoll, SocketAddress remote, Duration timeout) throws IOException {
        return TcpStream.connect(netpoll, (InetSocketAddress) remote, timeout);
    }

    /** An address that was bound or connected, as it would be typed. */
    static String format(SocketAddress address) {
        return address instanceof InetSocketAddress internet ? Address.format(internet) : address.toString();
    }

    /** Who is at the other end, for a message. */
    static String peer(ByteStream stream) {
        return stream instanceof TcpStream tcp ? Address.format(tcp.remoteAddress()) : stream.toString();
    }
}
