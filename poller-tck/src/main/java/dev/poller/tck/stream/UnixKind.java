// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import dev.poller.UnixAddress;
import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Listener;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.UnixListener;
import dev.poller.blocking.UnixStream;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Unix stream sockets that are files. */
final class UnixKind implements StreamKind {
    static final UnixKind UNIX = new UnixKind();

    private static final int NARROW = 4096;
    private static final AtomicInteger NEXT = new AtomicInteger();

    private UnixKind() {}

    @Override
    public String name() {
        return "Unix";
    }

    /** An address that nobody has. */
    static UnixAddress address() {
        String name = "poller-" + ProcessHandle.current().pid() + "-" + NEXT.getAndIncrement() + ".sock";
        return UnixAddress.of(Path.of(System.getProperty("java.io.tmpdir"), name));
    }

    @Override
    public UnixListener listen(Netpoll netpoll, int backlog) throws IOException {
        return UnixListener.open(netpoll, address(), new UnixListener.Options(backlog, Optional.empty(), true));
    }

    @Override
    public UnixStream connect(Netpoll netpoll, Listener<?> listener) throws IOException {
        return UnixStream.connect(netpoll, (UnixAddress) listener.localAddress());
    }

    @Override
    public Pair connectNarrow(Netpoll netpoll) throws IOException {
        try (UnixListener listener = listen(netpoll, 1)) {
            UnixStream client = connect(netpoll, listener);
            UnixStream server = listener.accept();
            client.setOption(StandardSocketOptions.SO_SNDBUF, NARROW);
            server.setOption(StandardSocketOptions.SO_SNDBUF, NARROW);
            return new Pair(client, server);
        }
    }

    /** Under java.nio, and on systems other than Linux. */
    @Override
    public boolean refusesWhenFull() {
        return true;
    }

    /** A reset takes bytes that were received and not read, so it is the peer's doing too. */
    @Override
    public boolean hasResets() {
        return false;
    }

    @Override
    public void reset(ByteStream stream) {
        throw new UnsupportedOperationException("a Unix socket is not reset at will");
    }
}
