// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** The JDK's own poller: a virtual thread per connection, on a blocking SocketChannel; a proxy has two. */
final class JdkChannelServer implements BenchmarkServer {
    /** Bytes that a proxy passes on at once, as many as ours copies. */
    private static final int PASSED = 64 * 1024;

    @Override
    public void run(Exchange exchange, Ready ready) throws IOException {
        exchange.refuseDeadline("a SocketChannel");
        if (exchange.route() == Route.UDP) {
            udp(exchange, ready);
            return;
        }
        Conversation conversation = new Conversation(exchange);
        boolean unix = exchange.route() == Route.UNIX;
        try (ServerSocketChannel listener = unix ? local() : tcp()) {
            ready.listening(unix ? Route.ownNumber() : listener.socket().getLocalPort(), "threads=virtual");
            while (true) {
                SocketChannel channel = listener.accept();
                if (!unix) {
                    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                }
                Thread.startVirtualThread(() -> serve(channel, exchange, conversation));
            }
        }
    }

    private static void udp(Exchange exchange, Ready ready) throws IOException {
        try (DatagramChannel channel =
                DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            ready.listening(channel.socket().getLocalPort(), "threads=virtual");
            Thread thread = Thread.startVirtualThread(() -> {
                ByteBuffer buffer = ByteBuffer.allocateDirect(exchange.buffer());
                try {
                    while (true) {
                        SocketAddress sender = channel.receive(buffer.clear());
                        channel.send(buffer.flip(), sender);
                    }
                } catch (IOException broken) {
                    System.err.println("udp: " + broken.getMessage());
                }
            });
            PollerServer.join(thread);
        }
    }

    private static ServerSocketChannel tcp() throws IOException {
        return ServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Integer.MAX_VALUE);
    }

    private static ServerSocketChannel local() throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(Route.socketFile(Route.ownNumber())), Integer.MAX_VALUE);
    }

    private static void serve(SocketChannel channel, Exchange exchange, Conversation conversation) {
        if (exchange.backend() == 0) {
            conversation.serve(new ChannelWire(channel));
            return;
        }
        try (channel;
                SocketChannel backend = SocketChannel.open(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), exchange.backend()))) {
            backend.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (exchange.route() == Route.HTTP) {
                Asking.serve(new ChannelWire(channel), new ChannelWire(backend));
                return;
            }
            Thread.startVirtualThread(() -> pass(backend, channel));
            pass(channel, backend);
        } catch (IOException broken) {
            System.err.println("connection ended: " + broken.getMessage());
        }
    }

    /** All bytes, and the end; what breaks one direction closes the target, and so the other direction. */
    private static void pass(SocketChannel source, SocketChannel target) {
        try {
            ByteBuffer buffer = ByteBuffer.allocateDirect(PASSED);
            while (source.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    target.write(buffer);
                }
                buffer.clear();
            }
            target.shutdownOutput();
        } catch (IOException broken) {
            Conversation.end(target);
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
