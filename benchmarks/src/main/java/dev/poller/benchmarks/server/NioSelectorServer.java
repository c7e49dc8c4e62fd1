// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** One thread and one Selector, written by hand: what a Java program without a library does. */
final class NioSelectorServer implements BenchmarkServer {
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(Exchange.MOST);

    @Override
    public void run(Exchange exchange, Ready ready) throws IOException {
        exchange.refuseRoutes();
        exchange.refuseDeadline("a Selector");
        exchange.refuseOnce();
        byte[] replyBytes = exchange.replyBytes();
        ByteBuffer reply =
                ByteBuffer.allocateDirect(replyBytes.length).put(replyBytes).flip();
        try (Selector selector = Selector.open();
                ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Integer.MAX_VALUE);
            listener.configureBlocking(false);
            listener.register(selector, SelectionKey.OP_ACCEPT);
            ready.listening(listener.socket().getLocalPort(), "loops=1");
            while (true) {
                selector.select(key -> {
                    if (key.isValid() && key.isAcceptable()) {
                        accept(listener, selector, exchange, reply);
                    } else if (key.attachment() instanceof Peer peer) {
                        peer.serve(key);
                    }
                });
            }
        }
    }

    private void accept(ServerSocketChannel listener, Selector selector, Exchange exchange, ByteBuffer reply) {
        try {
            for (SocketChannel channel = listener.accept(); channel != null; channel = listener.accept()) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.register(selector, SelectionKey.OP_READ, new Peer(channel, exchange, reply.duplicate()));
            }
        } catch (IOException refused) {
            System.err.println("accept: " + refused.getMessage());
        }
    }

    /** One connection: what it still has to send. Confined to the loop. */
    private final class Peer {
        private final SocketChannel channel;
        private final Exchange exchange;
        private final ByteBuffer reply;
        private ByteBuffer kept = ByteBuffer.allocate(0);
        private int asked;
        private int owed;

        Peer(SocketChannel channel, Exchange exchange, ByteBuffer reply) {
            this.channel = channel;
            this.exchange = exchange;
            this.reply = reply;
            reply.position(reply.limit());
        }

        void serve(SelectionKey key) {
            try {
                boolean clear = flush();
                if (clear && key.isReadable()) {
                    int n = channel.read(buffer.clear().limit(exchange.buffer()));
                    if (n < 0) {
                        channel.close();
                        return;
                    }
                    clear = answer(n);
                }
                int wanted = clear ? SelectionKey.OP_READ : SelectionKey.OP_WRITE;
                if (key.interestOps() != wanted) {
                    key.interestOps(wanted);
                }
            } catch (IOException broken) {
                System.err.println("connection ended: " + broken.getMessage());
                close();
            }
        }

        /** True if nothing is left to send. */
        private boolean answer(int n) throws IOException {
            if (!exchange.isEcho()) {
                asked += n;
                owed += asked / exchange.request();
                asked %= exchange.request();
                return flush();
            }
            channel.write(buffer.flip());
            if (buffer.hasRemaining()) {
                kept = ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
                return false;
            }
            return true;
        }

        private boolean flush() throws IOException {
            if (kept.hasRemaining()) {
                channel.write(kept);
            }
            while (reply.hasRemaining() || owed > 0) {
                if (!reply.hasRemaining()) {
                    owed--;
                    reply.rewind();
                }
                channel.write(reply);
                if (reply.hasRemaining()) {
                    return false;
                }
            }
            return !kept.hasRemaining();
        }

        private void close() {
            try {
                channel.close();
            } catch (IOException ignored) {
                System.err.println("close: " + ignored.getMessage());
            }
        }
    }
}
