// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.Registration;
import dev.poller.Source;
import dev.poller.Trigger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Endpoints that are java.nio channels. */
final class ChannelEndpoints implements Endpoints {
    private static final int BACKLOG = 16;

    @Override
    public Pair local() throws IOException {
        Path directory = Files.createTempDirectory("poller-tck");
        Path path = directory.resolve("socket");
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(path));
            return connect(listener);
        } finally {
            Files.deleteIfExists(path);
            Files.delete(directory);
        }
    }

    @Override
    public Pair tcp() throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(anyPort(), BACKLOG);
            return connect(listener);
        }
    }

    @Override
    public Pair pipe() throws IOException {
        Pipe pipe = Pipe.open();
        return new Pair(new ChannelEndpoint<>(pipe.source()), new ChannelEndpoint<>(pipe.sink()));
    }

    @Override
    public Listener listener() throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        channel.bind(anyPort(), BACKLOG);
        channel.configureBlocking(false);
        return new ChannelListener(channel);
    }

    private static Pair connect(ServerSocketChannel listener) throws IOException {
        SocketChannel near = SocketChannel.open(listener.getLocalAddress());
        return new Pair(new ChannelEndpoint<>(near), new ChannelEndpoint<>(listener.accept()));
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** A channel that reads, writes, or both. */
    static class ChannelEndpoint<C extends SelectableChannel> implements Endpoint {
        final C channel;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK);

        ChannelEndpoint(C channel) throws IOException {
            this.channel = channel;
            channel.configureBlocking(false);
        }

        @Override
        public Registration open(Poller poller, Set<Interest> interest, Trigger trigger, @Nullable Object attachment)
                throws IOException {
            return poller.open(Source.of(channel), interest, trigger, attachment);
        }

        @Override
        public int read(int most) throws IOException {
            buffer.clear().limit(most);
            return ((ReadableByteChannel) channel).read(buffer);
        }

        @Override
        public int write(int most) throws IOException {
            buffer.clear().limit(most);
            return ((WritableByteChannel) channel).write(buffer);
        }

        @Override
        public void shutdownOutput() throws IOException {
            ((SocketChannel) channel).shutdownOutput();
        }

        @Override
        public void finishConnect() throws IOException {
            ((SocketChannel) channel).finishConnect();
        }

        @Override
        public void reset() throws IOException {
            ((SocketChannel) channel).setOption(StandardSocketOptions.SO_LINGER, 0);
            close();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** A listening channel. */
    private static final class ChannelListener implements Listener {
        private final ServerSocketChannel channel;
        private final SocketAddress address;

        ChannelListener(ServerSocketChannel channel) throws IOException {
            this.channel = channel;
            this.address = channel.getLocalAddress();
        }

        @Override
        public Registration open(Poller poller, Set<Interest> interest, Trigger trigger, @Nullable Object attachment)
                throws IOException {
            return poller.open(Source.of(channel), interest, trigger, attachment);
        }

        @Override
        public Endpoint connect() throws IOException {
            ChannelEndpoint<SocketChannel> attempt = new ChannelEndpoint<>(SocketChannel.open());
            attempt.channel.connect(address);
            return attempt;
        }

        @Override
        public Endpoint accept() throws IOException {
            return new ChannelEndpoint<>(channel.accept());
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
