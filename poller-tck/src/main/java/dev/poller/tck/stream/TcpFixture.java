// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.ListenOptions;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;

/** For what only TCP has: addresses, options, ways to connect. */
abstract class TcpFixture extends StreamFixture {
    static final InetSocketAddress ANY_PORT = TcpKind.ANY_PORT;

    /** Two ends of one TCP connection. */
    record TcpPair(TcpStream client, TcpStream server) {}

    final TcpListener listenTcp() throws IOException {
        return TcpListener.open(netpoll, ANY_PORT);
    }

    final TcpListener listenTcp(int backlog) throws IOException {
        return TcpListener.open(netpoll, ANY_PORT, new ListenOptions(backlog, true));
    }

    final TcpPair connectTcp() throws IOException {
        try (TcpListener listener = listenTcp()) {
            return connectTcp(listener);
        }
    }

    final TcpPair connectTcp(TcpListener listener) throws IOException {
        TcpStream client = TcpStream.connect(netpoll, listener.localAddress());
        return new TcpPair(client, listener.accept());
    }

    /** One end of a {@link Pair} of TCP. */
    static TcpStream tcp(ByteStream end) {
        return (TcpStream) end;
    }

    static void resetTcp(TcpStream stream) throws IOException {
        stream.setOption(StandardSocketOptions.SO_LINGER, 0);
        stream.close();
    }
}
