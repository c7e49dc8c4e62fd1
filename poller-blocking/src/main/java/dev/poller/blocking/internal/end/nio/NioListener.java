// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.nio;

import dev.poller.blocking.internal.end.Buffers;
import dev.poller.blocking.internal.end.Kind;
import dev.poller.blocking.internal.end.ListenSocket;
import dev.poller.blocking.internal.end.StreamSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A {@link ServerSocketChannel} in non-blocking mode. */
final class NioListener extends NioEndpoint<ServerSocketChannel> implements ListenSocket {
    private final Buffers buffers;
    private final boolean noDelay;

    /**
     * A channel that listens.
     *
     * @param noDelay TCP_NODELAY of what it accepts: the channel does not have that option itself
     */
    NioListener(ServerSocketChannel channel, Buffers buffers, boolean noDelay) throws IOException {
        super(channel);
        this.buffers = buffers;
        this.noDelay = noDelay;
        channel.configureBlocking(false);
    }

    @Override
    public Kind kind() {
        return Kind.LISTENER;
    }

    @Override
    public @Nullable StreamSocket accept() throws IOException {
        SocketChannel accepted = channel.accept();
        if (accepted == null) {
            return null;
        }
        try {
            accepted.setOption(StandardSocketOptions.TCP_NODELAY, noDelay);
            return new NioStream(accepted, buffers);
        } catch (Throwable failure) {
            accepted.close();
            throw failure;
        }
    }

    @Override
    public InetSocketAddress remoteAddress() {
        throw new IllegalStateException("a listener has no peer");
    }
}
