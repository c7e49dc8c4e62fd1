// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.micro;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpStream;
import dev.poller.libc.LibcLoader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Two ends of a connection over the loopback, on a runtime of their own. Confined to one thread. */
final class StreamPair implements AutoCloseable {
    final ByteStream near;
    final ByteStream far;

    private final Netpoll netpoll;

    StreamPair(String binding) throws IOException {
        System.setProperty(LibcLoader.PROPERTY, binding);
        netpoll = Netpoll.options().provider("epoll").open();
        try (TcpListener listener =
                TcpListener.open(netpoll, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            near = TcpStream.connect(netpoll, listener.localAddress());
            far = listener.accept();
        }
    }

    @Override
    public void close() {
        netpoll.close();
    }
}
