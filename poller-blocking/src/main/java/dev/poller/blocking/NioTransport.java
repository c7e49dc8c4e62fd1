// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.Trigger;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Channels of java.nio, for providers that take channels. Any thread. */
final class NioTransport implements Transport {
    private final Trigger trigger;
    private final Buffers buffers = new Buffers(bytes -> 0);

    NioTransport(Trigger trigger) {
        this.trigger = trigger;
    }

    @Override
    public String binding() {
        return "none";
    }

    @Override
    public Trigger trigger() {
        return trigger;
    }

    @Override
    public boolean shortReadsDrain() {
        return false;
    }

    @Override
    public Endpoint stream(InetSocketAddress remote) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            return new NioStream(channel, buffers);
        } catch (Throwable failure) {
            channel.close();
            throw failure;
        }
    }

    @Override
    public Endpoint listener(InetSocketAddress local, ListenOptions options) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, options.reuseAddress());
            channel.bind(local, options.backlog());
            return new NioListener(channel, buffers);
        } catch (BindException refused) {
            channel.close();
            BindException named = new BindException(refused.getMessage() + ": " + local);
            named.initCause(refused);
            throw named;
        } catch (Throwable failure) {
            channel.close();
            throw failure;
        }
    }
}
