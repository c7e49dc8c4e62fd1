// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.nio;

import dev.poller.blocking.internal.address.SocketFile;
import dev.poller.blocking.internal.end.Buffers;
import dev.poller.blocking.internal.end.ListenSocket;
import dev.poller.blocking.internal.end.NewSocket;
import dev.poller.blocking.internal.end.StreamSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A socket that is going to listen. A {@link ServerSocketChannel} takes its address only when it does. */
final class NioListenSocket extends NioOptioned<ServerSocketChannel> implements NewSocket {
    private @Nullable SocketAddress local;
    private boolean noDelay;

    NioListenSocket(ServerSocketChannel channel, Buffers buffers) {
        super(channel, buffers);
    }

    @Override
    public void bind(SocketAddress to) {
        local = to;
    }

    @Override
    public SocketAddress localAddress() {
        return local == null ? new InetSocketAddress(0) : local;
    }

    @Override
    public StreamSocket toConnect() {
        throw new IllegalStateException("made to listen");
    }

    @Override
    public ListenSocket listen(int backlog) throws IOException {
        try {
            channel.bind(local == null ? null : NioAddress.toChannel(local), backlog);
        } catch (SocketException refused) {
            throw NioSocket.named(refused, localAddress());
        }
        return new NioListener(
                channel, buffers, noDelay, SocketFile.at(localAddress()).orElse(null));
    }

    /** TCP_NODELAY is kept for what is accepted: the channel does not have it. */
    @Override
    public <T> void setOption(SocketOption<T> option, T value) throws IOException {
        if (option.equals(StandardSocketOptions.TCP_NODELAY)) {
            noDelay = (Boolean) value;
        } else {
            super.setOption(option, value);
        }
    }

    @Override
    public <T> T getOption(SocketOption<T> option) throws IOException {
        return option.equals(StandardSocketOptions.TCP_NODELAY) ? option.type().cast(noDelay) : super.getOption(option);
    }

    @Override
    public Set<SocketOption<?>> options() {
        Set<SocketOption<?>> all = new HashSet<>(super.options());
        all.add(StandardSocketOptions.TCP_NODELAY);
        return all;
    }
}
