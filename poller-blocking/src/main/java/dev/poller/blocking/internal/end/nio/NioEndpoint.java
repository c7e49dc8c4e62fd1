// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.nio;

import dev.poller.blocking.internal.end.MoreOptions;
import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.Registration;
import dev.poller.Source;
import dev.poller.Trigger;
import dev.poller.blocking.internal.end.Addressed;
import dev.poller.blocking.internal.end.Endpoint;
import dev.poller.blocking.internal.end.Optioned;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectableChannel;
import java.util.Set;

/** A channel in non-blocking mode. */
abstract class NioEndpoint<C extends SelectableChannel & NetworkChannel> implements Endpoint, Optioned, Addressed {
    final C channel;

    private volatile boolean lingers;

    NioEndpoint(C channel) {
        this.channel = channel;
    }

    @Override
    public final <T> void setOption(SocketOption<T> option, T value) throws IOException {
        NioOption.set(channel, option, value);
        noteOption(option, value);
    }

    /** After an option was set. */
    final void noteOption(SocketOption<?> option, Object value) {
        lingers |= MoreOptions.makesLinger(option, value);
    }

    @Override
    public final <T> T getOption(SocketOption<T> option) throws IOException {
        return NioOption.get(channel, option);
    }

    @Override
    public final Set<SocketOption<?>> options() {
        return channel.supportedOptions();
    }

    @Override
    public final SocketAddress localAddress() throws IOException {
        return NioAddress.ofChannel(channel.getLocalAddress());
    }

    @Override
    public final Registration register(Poller poller, Trigger trigger, Object attachment) throws IOException {
        return poller.open(
                Source.of(channel),
                trigger == Trigger.ONESHOT ? Interest.NONE : Interest.READ_WRITE,
                trigger,
                attachment);
    }

    @Override
    public final boolean lingers() {
        return lingers;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
