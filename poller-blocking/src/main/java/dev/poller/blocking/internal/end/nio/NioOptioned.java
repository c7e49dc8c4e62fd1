// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.nio;

import dev.poller.blocking.internal.end.Buffers;
import dev.poller.blocking.internal.end.MoreOptions;
import dev.poller.blocking.internal.end.Optioned;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketOption;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;

/** A channel, as far as it has options. Any thread. */
abstract class NioOptioned<C extends NetworkChannel> implements Optioned, Closeable {
    final C channel;
    final Buffers buffers;

    /** As {@link dev.poller.blocking.internal.end.Endpoint#lingers}. */
    volatile boolean lingers;

    NioOptioned(C channel, Buffers buffers) {
        this.channel = channel;
        this.buffers = buffers;
    }

    @Override
    public <T> void setOption(SocketOption<T> option, T value) throws IOException {
        if (value == null) {
            throw new IllegalArgumentException(option + " cannot be set to null");
        }
        if (isUrgentInline(option)) {
            ((SocketChannel) channel).socket().setOOBInline((Boolean) value);
        } else {
            channel.setOption(supported(option), value);
        }
        lingers |= MoreOptions.makesLinger(option, value);
    }

    @Override
    public <T> T getOption(SocketOption<T> option) throws IOException {
        return isUrgentInline(option)
                ? option.type().cast(((SocketChannel) channel).socket().getOOBInline())
                : channel.getOption(supported(option));
    }

    @Override
    public Set<SocketOption<?>> options() {
        return channel.supportedOptions();
    }

    /** The socket of a channel has it, and not the channel itself. */
    private boolean isUrgentInline(SocketOption<?> option) {
        return option.equals(MoreOptions.SO_OOBINLINE) && channel instanceof SocketChannel;
    }

    private <T> SocketOption<T> supported(SocketOption<T> option) {
        if (!channel.supportedOptions().contains(option)) {
            throw new UnsupportedOperationException("java.nio has no option " + option.name() + " for this socket");
        }
        return option;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
