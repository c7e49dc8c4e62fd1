// SPDX-License-Identifier: Apache-2.0
package dev.poller.oracle;

import dev.poller.UnixAddress;
import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Descriptor;
import dev.poller.blocking.Listener;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.NetpollOptions;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpStream;
import dev.poller.blocking.UnixListener;
import dev.poller.blocking.UnixStream;
import dev.poller.blocking.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Set;

/** Opens ends of all kinds on one runtime. One thread. */
final class Ends implements AutoCloseable {
    private final Raw raw = new Raw();
    private final Netpoll netpoll;
    private final TcpListener tcp;
    private final UnixListener unix;
    private final Waiting waiting;

    Ends(NetpollOptions options) throws IOException {
        netpoll = options.open();
        waiting = new Waiting(netpoll);
        tcp = TcpListener.open(netpoll, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        // A file, because not every provider has abstract names.
        String name = "poller-oracle-" + ProcessHandle.current().pid();
        unix = UnixListener.open(netpoll, UnixAddress.of(Path.of(System.getProperty("java.io.tmpdir"), name)));
    }

    End open(Kind kind) throws IOException {
        return switch (kind) {
            case TCP -> connected(kind, tcp, () -> TcpStream.connect(netpoll, tcp.localAddress(), Waiting.LONG));
            case UNIX -> connected(kind, unix, () -> UnixStream.connect(netpoll, unix.localAddress(), Waiting.LONG));
            case ADOPTED_SOCKET -> {
                int[] pair = raw.socketPair();
                yield adopted(kind, pair[0], pair[1]);
            }
            case SOURCE -> {
                int[] pipe = raw.pipe();
                yield adopted(kind, pipe[0], pipe[1]);
            }
            case EVENT -> throw new IllegalArgumentException("an event is no stream");
            case SINK -> {
                int[] pipe = raw.pipe();
                yield adopted(kind, pipe[1], pipe[0]);
            }
        };
    }

    private End adopted(Kind kind, int fd, int peer) throws IOException {
        Descriptor near = Descriptor.adopt(netpoll, fd, Descriptor.Ownership.OWNED);
        return new End(raw, waiting, kind, near, fd, () -> raw.close(peer), peer);
    }

    @FunctionalInterface
    private interface Connecting {
        ByteStream connect() throws IOException;
    }

    private End connected(Kind kind, Listener<?> listener, Connecting connecting) throws IOException {
        Set<Integer> before = Sockets.open();
        ByteStream near = connecting.connect();
        int fd = Sockets.openedSince(before);
        Set<Integer> then = Sockets.open();
        ByteStream peer = listener.accept(Until.in(Waiting.LONG));
        return new End(raw, waiting, kind, near, fd, peer, Sockets.openedSince(then));
    }

    @Override
    public void close() {
        netpoll.close();
    }
}
