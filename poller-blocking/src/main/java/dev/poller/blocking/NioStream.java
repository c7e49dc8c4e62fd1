// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.blocking.Buffers.Buffer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A {@link SocketChannel} in non-blocking mode. Heap bytes go through our own buffers: the JDK's are kept per thread, in
 * the largest size a thread ever used (JDK-8147468).
 */
final class NioStream extends NioEndpoint<SocketChannel> {
    private final Buffers buffers;

    /** The channel does not tell any more once it is closed. */
    private volatile @Nullable SocketAddress remote;

    NioStream(SocketChannel channel, Buffers buffers) throws IOException {
        super(channel);
        this.buffers = buffers;
        this.remote = channel.getRemoteAddress();
        channel.configureBlocking(false);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Buffer buffer = buffers.take();
        try {
            int count = result(channel.read(buffer.bytes().limit(Math.min(length, Buffers.SIZE))));
            if (count > 0) {
                buffer.bytes().get(0, target, offset, count);
            }
            return count;
        } finally {
            buffers.give(buffer);
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return result(channel.read(target.duplicate()));
    }

    @Override
    public int write(byte[] source, int offset, int length) throws IOException {
        Buffer buffer = buffers.take();
        try {
            int count = Math.min(length, Buffers.SIZE);
            buffer.bytes().put(0, source, offset, count).limit(count);
            return send(buffer.bytes());
        } finally {
            buffers.give(buffer);
        }
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        if (source.isDirect()) {
            return send(source.duplicate());
        }
        Buffer buffer = buffers.take();
        try {
            int count = Math.min(source.remaining(), Buffers.SIZE);
            buffer.bytes().put(0, source, source.position(), count).limit(count);
            return send(buffer.bytes());
        } finally {
            buffers.give(buffer);
        }
    }

    /** A failed write is a plain IOException with the system's words, where a libc socket throws what java.net does. */
    private int send(ByteBuffer bytes) throws IOException {
        try {
            return result(channel.write(bytes));
        } catch (ClosedChannelException | SocketException alreadySaid) {
            throw alreadySaid;
        } catch (IOException failure) {
            String message = String.valueOf(failure.getMessage());
            SocketException named =
                    new SocketException(message.startsWith("Connection reset") ? "Connection reset" : message);
            named.initCause(failure);
            throw named;
        }
    }

    /** A channel says 0 for "would block": nothing here reads or writes 0 bytes. */
    private static int result(int count) {
        return count == 0 ? AGAIN : count;
    }

    @Override
    public @Nullable Endpoint accept() {
        throw new UnsupportedOperationException("not a listener");
    }

    @Override
    public boolean connect(InetSocketAddress remote) throws IOException {
        this.remote = remote;
        try {
            return channel.connect(remote);
        } catch (ConnectException refused) {
            throw named(refused, remote);
        }
    }

    @Override
    public boolean finishConnect(InetSocketAddress remote) throws IOException {
        try {
            return channel.finishConnect();
        } catch (ConnectException refused) {
            throw named(refused, remote);
        }
    }

    private static ConnectException named(ConnectException refused, InetSocketAddress remote) {
        ConnectException named = new ConnectException(refused.getMessage() + ": " + remote);
        named.initCause(refused);
        return named;
    }

    @Override
    public void shutdownInput() throws IOException {
        channel.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return (InetSocketAddress) Objects.requireNonNull(remote, "not connected");
    }
}
