// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.nio;

import dev.poller.Interest;
import dev.poller.UnixAddress;
import dev.poller.blocking.internal.address.AddressText;
import dev.poller.blocking.internal.end.Buffers;
import dev.poller.blocking.internal.end.Buffers.Buffer;
import dev.poller.blocking.internal.end.Kind;
import dev.poller.blocking.internal.end.StreamSocket;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A {@link SocketChannel} in non-blocking mode. Heap bytes go through our own buffers: the JDK's are kept per thread,
 * in the largest size a thread ever used (JDK-8147468).
 */
final class NioStream extends NioEndpoint<SocketChannel> implements StreamSocket {
    /** The channel does not tell any more once it is closed. */
    private volatile @Nullable SocketAddress remote;

    /** The failure that told of a reset. */
    private volatile @Nullable IOException reset;

    NioStream(SocketChannel channel, Buffers buffers) throws IOException {
        super(channel, buffers);
        SocketAddress peer = channel.getRemoteAddress();
        this.remote = peer == null ? null : NioAddress.ofChannel(peer);
    }

    @Override
    public Kind kind() {
        return Kind.STREAM_SOCKET;
    }

    /** A channel does not tell, but arming does: an event comes at once if it is ready. */
    @Override
    public boolean isReady(Interest interest) {
        return false;
    }

    /** A channel itself does not tell. */
    @Override
    public int available() throws IOException {
        return channel.getLocalAddress() instanceof InetSocketAddress
                ? channel.socket().getInputStream().available()
                : 0;
    }

    @Override
    public boolean sendUrgent(byte data) throws IOException {
        channel.socket().sendUrgentData(data);
        return true;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try (Buffer buffer = buffers.take()) {
            int count = receive(buffer.bytes().limit(Math.min(length, Buffers.SIZE)));
            if (count > 0) {
                buffer.bytes().get(0, target, offset, count);
            }
            return count;
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return receive(target.duplicate());
    }

    @Override
    public int write(byte[] source, int offset, int length) throws IOException {
        try (Buffer buffer = buffers.take()) {
            int count = Math.min(length, Buffers.SIZE);
            buffer.bytes().put(0, source, offset, count).limit(count);
            return send(buffer.bytes());
        }
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        if (source.isDirect()) {
            return send(source.duplicate());
        }
        try (Buffer buffer = buffers.take()) {
            int count = Math.min(source.remaining(), Buffers.SIZE);
            buffer.bytes().put(0, source, source.position(), count).limit(count);
            return send(buffer.bytes());
        }
    }

    /** A channel's read has a type of its own for a reset, and for nothing else. */
    private int receive(ByteBuffer bytes) throws IOException {
        try {
            return result(channel.read(bytes));
        } catch (SocketException failure) {
            reset = failure;
            return RESET;
        }
    }

    /**
     * A channel's write has not: of a failed one it tells the system's words and no number, so that here, and nowhere
     * else, the words decide (sun.nio.ch.SocketChannelImpl, JDK 17 to 25).
     */
    private int send(ByteBuffer bytes) throws IOException {
        try {
            return result(channel.write(bytes));
        } catch (ClosedChannelException closed) {
            throw closed;
        } catch (IOException failure) {
            String message = String.valueOf(failure.getMessage());
            if (message.startsWith("Connection reset")) {
                reset = failure;
                return RESET;
            }
            throw because(new SocketException(message), failure);
        }
    }

    @Override
    public SocketException reset(boolean written) {
        return because(new SocketException("Connection reset"), reset);
    }

    private static <E extends IOException> E because(E exception, @Nullable IOException cause) {
        exception.initCause(cause);
        return exception;
    }

    /** A channel says 0 for "would block": nothing here reads or writes 0 bytes. */
    private static int result(int count) {
        return count == 0 ? AGAIN : count;
    }

    /** A Unix listener whose queue is full refuses: the channel is closed then, and cannot try again. */
    @Override
    public int connect(SocketAddress remote) throws IOException {
        this.remote = remote;
        try {
            return channel.connect(NioAddress.toChannel(remote)) ? 1 : AGAIN;
        } catch (SocketException refused) {
            throw named(refused, remote);
        }
    }

    @Override
    public boolean finishConnect(SocketAddress remote) throws IOException {
        try {
            return channel.finishConnect();
        } catch (SocketException refused) {
            throw named(refused, remote);
        }
    }

    /** The channel's own exception, as its cause, without an address; a Unix socket's has no type of its own either. */
    static SocketException named(SocketException refused, SocketAddress remote) {
        String message = "connect: " + refused.getMessage() + ": " + AddressText.of(remote);
        return because(
                refused instanceof ConnectException || remote instanceof UnixAddress
                        ? new ConnectException(message)
                        : refused instanceof NoRouteToHostException
                                ? new NoRouteToHostException(message)
                                : new SocketException(message),
                refused);
    }

    @Override
    public void shutdown(boolean sending) throws IOException {
        if (sending) {
            channel.shutdownOutput();
        } else {
            channel.shutdownInput();
        }
    }

    @Override
    public @Nullable SocketAddress remoteAddress() {
        return remote;
    }
}
