// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Serves one connection after the other with a script, over channels, which no factory of sockets reaches. A thread of
 * its own, until it is closed.
 */
final class PlainServer implements AutoCloseable {
    private final ServerSocketChannel listener;
    private final Thread thread;

    PlainServer(Script script) throws IOException {
        this.listener = ServerSocketChannel.open().bind(new InetSocketAddress(SocksCases.LOOPBACK, 0));
        this.thread = new Thread(() -> serve(script), "plain-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Script script) {
        while (listener.isOpen()) {
            try (SocketChannel connection = listener.accept()) {
                script.play(Channels.newInputStream(connection), Channels.newOutputStream(connection));
            } catch (IOException ended) {
                // By the client, or because this was closed.
            }
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(SocksCases.LOOPBACK, port());
    }

    int port() {
        return listener.socket().getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /** Returns for the connection to be closed. */
    @FunctionalInterface
    interface Script {
        void play(InputStream in, OutputStream out) throws IOException;
    }
}
