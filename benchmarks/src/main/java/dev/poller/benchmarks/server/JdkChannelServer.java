// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** The JDK's own poller: a virtual thread per connection, on a blocking SocketChannel. */
final class JdkChannelServer implements BenchmarkServer {
    @Override
    public void run(Exchange exchange, Ready ready) throws IOException {
        exchange.refuseDeadline("a SocketChannel");
        Conversation conversation = new Conversation(exchange);
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Integer.MAX_VALUE);
            ready.listening(listener.socket().getLocalPort(), "threads=virtual");
            while (true) {
                SocketChannel channel = listener.accept();
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                Thread.startVirtualThread(() -> conversation.serve(new ChannelWire(channel)));
            }
        }
    }

    private record ChannelWire(SocketChannel channel) implements Wire {
        @Override
        public ByteBuffer buffer(int size) {
            return ByteBuffer.allocateDirect(size); // A heap buffer would be copied at each call.
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return channel.read(target);
        }

        @Override
        public void write(ByteBuffer source) throws IOException {
            while (source.hasRemaining()) {
                channel.write(source);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
