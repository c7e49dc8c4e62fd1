// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.nio;

import dev.poller.blocking.internal.address.SocketFile;
import dev.poller.blocking.internal.end.Buffers;
import dev.poller.blocking.internal.end.Kind;
import dev.poller.blocking.internal.end.ListenSocket;
import dev.poller.blocking.internal.end.StreamSocket;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A {@link ServerSocketChannel} in non-blocking mode. */
final class NioListener extends NioEndpoint<ServerSocketChannel> implements ListenSocket {
    private final boolean noDelay;
    private final @Nullable SocketFile file;

    /**
     * A channel that listens.
     *
     * @param noDelay TCP_NODELAY of what it accepts: the channel does not have that option itself
     * @param file deleted when this is closed; null for none
     */
    NioListener(ServerSocketChannel channel, Buffers buffers, boolean noDelay, @Nullable SocketFile file)
            throws IOException {
        super(channel, buffers);
        this.noDelay = noDelay;
        this.file = file;
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
            if (noDelay) {
                accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
            }
            return new NioStream(accepted, buffers);
        } catch (Throwable failure) {
            accepted.close();
            throw failure;
        }
    }

    @Override
    public void close() throws IOException {
        SocketFile.delete(file, super::close);
    }
}
