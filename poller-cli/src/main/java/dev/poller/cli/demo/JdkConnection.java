// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.demo;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** A blocking {@link SocketChannel}, of the client's end or the server's, for TCP and Unix sockets alike. */
record JdkConnection(SocketChannel channel) implements Connection {
    static ServerSocketChannel listen(SocketAddress local) throws IOException {
        ServerSocketChannel listener = local instanceof UnixDomainSocketAddress
                ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                : ServerSocketChannel.open();
        try {
            return listener.bind(local, Integer.MAX_VALUE);
        } catch (IOException failure) {
            listener.close();
            throw failure;
        }
    }

    /** What was connected or accepted, with the options of the poller's streams. */
    static JdkConnection of(SocketChannel channel) throws IOException {
        if (channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        return new JdkConnection(channel);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return channel.read(ByteBuffer.wrap(target, offset, length));
    }

    @Override
    public void write(byte[] source) throws IOException {
        writeFully(ByteBuffer.wrap(source));
    }

    /** A blocking channel too may take a part. */
    private void writeFully(ByteBuffer source) throws IOException {
        while (source.hasRemaining()) {
            channel.write(source);
        }
    }

    /** Sends back what comes until the other side has sent its last byte; takes this many bytes at once. */
    void echo(int size) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(size); // the JDK would copy one of the heap at each call
        while (channel.read(buffer.clear()) >= 0) {
            writeFully(buffer.flip());
        }
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    /** A channel has none; the demo as a whole has. */
    @Override
    public void setDeadline(Duration fromNow) {}

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
