// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/** An address at which nobody listens, and nobody else can: it is taken. Any thread. */
final class DeadEnd implements AutoCloseable {
    private final SocketChannel holder;

    DeadEnd(Transcript transcript) throws IOException {
        this.holder = SocketChannel.open().bind(new InetSocketAddress(SocksCases.LOOPBACK, 0));
        transcript.name(port(), "DEAD");
    }

    int port() {
        return holder.socket().getLocalPort();
    }

    InetSocketAddress address() {
        return new InetSocketAddress(SocksCases.LOOPBACK, port());
    }

    @Override
    public void close() throws IOException {
        holder.close();
    }
}
