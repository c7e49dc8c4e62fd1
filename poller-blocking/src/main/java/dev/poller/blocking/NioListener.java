// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A {@link ServerSocketChannel} in non-blocking mode. It accepts; everything else is refused. */
final class NioListener extends NioEndpoint<ServerSocketChannel> {
    private final Buffers buffers;

    NioListener(ServerSocketChannel channel, Buffers buffers) {
        super(channel);
        this.buffers = buffers;
    }

    @Override
    public @Nullable Endpoint accept() throws IOException {
        SocketChannel accepted = channel.accept();
        if (accepted == null) {
            return null;
        }
        try {
            return new NioStream(accepted, buffers);
        } catch (Throwable failure) {
            accepted.close();
            throw failure;
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        throw listening();
    }

    @Override
    public int read(ByteBuffer target) {
        throw listening();
    }

    @Override
    public int write(byte[] source, int offset, int length) {
        throw listening();
    }

    @Override
    public int write(ByteBuffer source) {
        throw listening();
    }

    @Override
    public boolean connect(InetSocketAddress remote) {
        throw listening();
    }

    @Override
    public boolean finishConnect(InetSocketAddress remote) {
        throw listening();
    }

    @Override
    public void shutdownInput() {
        throw listening();
    }

    @Override
    public void shutdownOutput() {
        throw listening();
    }

    @Override
    public InetSocketAddress remoteAddress() {
        throw listening();
    }

    private static UnsupportedOperationException listening() {
        return new UnsupportedOperationException("a listener only accepts");
    }
}
