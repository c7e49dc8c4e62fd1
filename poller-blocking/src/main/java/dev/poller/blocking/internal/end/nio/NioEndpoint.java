// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.nio;

import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.Registration;
import dev.poller.Source;
import dev.poller.Trigger;
import dev.poller.blocking.internal.end.Addressed;
import dev.poller.blocking.internal.end.Buffers;
import dev.poller.blocking.internal.end.Endpoint;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectableChannel;
import java.util.Set;

/** A channel in non-blocking mode. */
abstract class NioEndpoint<C extends SelectableChannel & NetworkChannel> extends NioOptioned<C>
        implements Endpoint, Addressed {
    NioEndpoint(C channel, Buffers buffers) throws IOException {
        super(channel, buffers);
        channel.configureBlocking(false);
    }

    @Override
    public final SocketAddress localAddress() throws IOException {
        return NioAddress.ofChannel(channel.getLocalAddress());
    }

    @Override
    public final Registration register(Poller poller, Trigger trigger, Object attachment) throws IOException {
        Set<Interest> interest = trigger == Trigger.ONESHOT ? Interest.NONE : Interest.READ_WRITE;
        return poller.open(Source.of(channel), interest, trigger, attachment);
    }

    @Override
    public final boolean lingers() {
        return lingers;
    }
}
