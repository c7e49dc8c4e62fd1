// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Listens and accepts nobody, and its queue is full: who connects waits. For one thread. */
final class FullServer implements AutoCloseable {
    private static final int MOST = 64;

    private final ServerSocketChannel listener;
    private final List<SocketChannel> queue = new ArrayList<>();

    FullServer() throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(SocksCases.LOOPBACK, 0);
        this.listener = ServerSocketChannel.open().bind(anyPort, 1);
        for (int waiting = 0; waiting < 2 && queue.size() < MOST; ) {
            SocketChannel next = SocketChannel.open();
            queue.add(next);
            next.configureBlocking(false);
            waiting += next.connect(listener.getLocalAddress()) ? 0 : 1;
        }
    }

    int port() {
        return listener.socket().getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel each : queue) {
            each.close();
        }
        listener.close();
    }
}
