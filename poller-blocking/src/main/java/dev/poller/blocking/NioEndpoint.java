// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.Registration;
import dev.poller.Trigger;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectableChannel;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a connected channel and a listening one have in common. */
abstract class NioEndpoint<C extends SelectableChannel & NetworkChannel> implements Endpoint {
    /** Those that libc sockets offer too: the transport must not show. */
    private static final Set<SocketOption<?>> OPTIONS = Set.of(
            StandardSocketOptions.TCP_NODELAY,
            StandardSocketOptions.SO_KEEPALIVE,
            StandardSocketOptions.SO_REUSEADDR,
            StandardSocketOptions.SO_SNDBUF,
            StandardSocketOptions.SO_RCVBUF,
            StandardSocketOptions.SO_LINGER);

    final C channel;

    private volatile boolean lingers;

    NioEndpoint(C channel) {
        this.channel = channel;
    }

    @Override
    public <T> void setOption(SocketOption<T> option, T value) throws IOException {
        channel.setOption(supported(option), value);
        lingers |= option.equals(StandardSocketOptions.SO_LINGER) && (Integer) value > 0;
    }

    @Override
    public <T> T getOption(SocketOption<T> option) throws IOException {
        return channel.getOption(supported(option));
    }

    @Override
    public InetSocketAddress localAddress() throws IOException {
        return internet(channel.getLocalAddress());
    }

    @Override
    public Registration register(Poller poller, Trigger trigger, PollDescriptor descriptor) throws IOException {
        return poller.open(
                channel, trigger == Trigger.ONESHOT ? Interest.NONE : Interest.READ_WRITE, trigger, descriptor);
    }

    @Override
    public boolean lingers() {
        return lingers;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    static InetSocketAddress internet(@Nullable SocketAddress address) throws SocketException {
        if (address instanceof InetSocketAddress internet) {
            return internet;
        }
        throw new SocketException("the socket has no such address");
    }

    private static <T> SocketOption<T> supported(SocketOption<T> option) {
        if (!OPTIONS.contains(option)) {
            throw new UnsupportedOperationException("no such option of a TCP socket: " + option);
        }
        return option;
    }
}
