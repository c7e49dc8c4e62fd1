// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.ListenOptions;
import dev.poller.blocking.Listener;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;

/** TCP over the loopback interface. */
final class TcpKind implements StreamKind {
    static final TcpKind TCP = new TcpKind();
    static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static final int NARROW = 4096;

    private TcpKind() {}

    @Override
    public String name() {
        return "TCP";
    }

    @Override
    public TcpListener listen(Netpoll netpoll, int backlog) throws IOException {
        return TcpListener.open(netpoll, ANY_PORT, new ListenOptions(backlog, true));
    }

    @Override
    public TcpStream connect(Netpoll netpoll, Listener<?> listener) throws IOException {
        return TcpStream.connect(netpoll, (InetSocketAddress) listener.localAddress());
    }

    @Override
    public Pair connectNarrow(Netpoll netpoll) throws IOException {
        try (TcpListener listener = TcpListener.open(netpoll, ANY_PORT)) {
            listener.setOption(StandardSocketOptions.SO_RCVBUF, NARROW);
            TcpStream client = connect(netpoll, listener);
            TcpStream server = listener.accept();
            for (TcpStream end : new TcpStream[] {client, server}) {
                end.setOption(StandardSocketOptions.SO_SNDBUF, NARROW);
            }
            client.setOption(StandardSocketOptions.SO_RCVBUF, NARROW);
            return new Pair(client, server);
        }
    }

    @Override
    public boolean refusesWhenFull() {
        return false;
    }

    @Override
    public boolean hasResets() {
        return true;
    }

    @Override
    public void reset(ByteStream stream) throws IOException {
        ((TcpStream) stream).setOption(StandardSocketOptions.SO_LINGER, 0);
        stream.close();
    }
}
