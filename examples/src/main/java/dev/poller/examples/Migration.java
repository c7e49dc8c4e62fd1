// SPDX-License-Identifier: Apache-2.0
package dev.poller.examples;

import dev.poller.blocking.TcpListener;
import dev.poller.blocking.server.Server;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;

/** One echo server three times: on java.net, on a selector of java.nio, and on Poller. Each blocks its caller. */
public final class Migration {
    private Migration() {}

    /** Before, with a thread for each connection; until the listener is closed. */
    // @start region="sockets"
    static void onSockets(ServerSocket listener, Executor threads) throws IOException {
        while (true) {
            Socket socket = listener.accept();
            threads.execute(() -> {
                try (socket) {
                    socket.getInputStream().transferTo(socket.getOutputStream());
                } catch (IOException broken) {
                    System.err.println("connection ended: " + broken.getMessage());
                }
            });
        }
    }
    // @end

    /** Before, with one thread for all; until the selector is closed. */
    // @start region="selector"
    static void onASelector(ServerSocketChannel listener, Selector selector) throws IOException {
        listener.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
        while (true) {
            selector.select(key -> {
                try {
                    if (key.isAcceptable()) {
                        SocketChannel channel = listener.accept();
                        channel.configureBlocking(false);
                        channel.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(16 * 1024));
                    } else {
                        echo(key, (SocketChannel) key.channel(), (ByteBuffer) key.attachment());
                    }
                } catch (IOException broken) {
                    end(key);
                }
            });
        }
    }

    private static void echo(SelectionKey key, SocketChannel channel, ByteBuffer buffer) throws IOException {
        if (channel.read(buffer) < 0 && buffer.position() == 0) {
            channel.close();
            return;
        }
        channel.write(buffer.flip());
        buffer.compact();
        boolean isFull = !buffer.hasRemaining();
        boolean isEmpty = buffer.position() == 0;
        key.interestOps((isFull ? 0 : SelectionKey.OP_READ) | (isEmpty ? 0 : SelectionKey.OP_WRITE));
    }

    private static void end(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException failure) {
            System.err.println("close: " + failure.getMessage());
        }
    }
    // @end

    /** After: blocking code again, and nobody blocks a platform thread; until the listener is closed. */
    // @start region="poller"
    static void onPoller(TcpListener listener) throws IOException {
        try (Server server = Server.open(listener, stream -> stream.transferTo(stream))) {
            server.run();
        }
    }
    // @end
}
