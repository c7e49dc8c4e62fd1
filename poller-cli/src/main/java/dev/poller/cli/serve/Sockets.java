// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.serve;

import dev.poller.UnixAddress;
import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Listener;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpStream;
import dev.poller.blocking.UnixListener;
import dev.poller.blocking.UnixStream;
import dev.poller.cli.Address;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;

/** Makes listeners and connections from addresses: the one class of the commands that knows what kinds there are. */
public final class Sockets {
    private Sockets() {}

    /** Listens. */
    public static Listener<?> listen(Netpoll netpoll, SocketAddress local) throws IOException {
        return local instanceof UnixAddress unix
                ? UnixListener.open(netpoll, unix)
                : TcpListener.open(netpoll, (InetSocketAddress) local);
    }

    /** Connects within a time; the caller closes the stream. */
    public static ByteStream connect(Netpoll netpoll, SocketAddress remote, Duration timeout) throws IOException {
        return remote instanceof UnixAddress unix
                ? UnixStream.connect(netpoll, unix, timeout)
                : TcpStream.connect(netpoll, (InetSocketAddress) remote, timeout);
    }

    /** Who is at the other end, for a message; who connects to a Unix socket has no name. */
    static String peer(ByteStream stream) {
        if (stream instanceof UnixStream unix) {
            return "a client of " + unix.localAddress();
        }
        return stream instanceof TcpStream tcp ? Address.format(tcp.remoteAddress()) : stream.toString();
    }
}
