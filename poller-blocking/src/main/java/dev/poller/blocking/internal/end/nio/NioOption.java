// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.nio;

import dev.poller.blocking.internal.end.MoreOptions;
import java.io.IOException;
import java.net.SocketOption;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;

/** How an option is read and written on a channel. Any thread. */
final class NioOption {
    private NioOption() {}

    static <T> void set(NetworkChannel channel, SocketOption<T> option, T value) throws IOException {
        if (value == null) {
            throw new IllegalArgumentException(option + " cannot be set to null");
        }
        if (isUrgentInline(channel, option)) {
            ((SocketChannel) channel).socket().setOOBInline((Boolean) value);
        } else {
            channel.setOption(supported(channel, option), value);
        }
    }

    static <T> T get(NetworkChannel channel, SocketOption<T> option) throws IOException {
        return isUrgentInline(channel, option)
                ? option.type().cast(((SocketChannel) channel).socket().getOOBInline())
                : channel.getOption(supported(channel, option));
    }

    /** The socket of a channel has it, and not the channel itself. */
    private static boolean isUrgentInline(NetworkChannel channel, SocketOption<?> option) {
        return option.equals(MoreOptions.SO_OOBINLINE) && channel instanceof SocketChannel;
    }

    private static <T> SocketOption<T> supported(NetworkChannel channel, SocketOption<T> option) {
        if (!channel.supportedOptions().contains(option)) {
            throw new UnsupportedOperationException("java.nio has no option " + option.name() + " for this socket");
        }
        return option;
    }
}
