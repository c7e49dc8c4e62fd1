// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.nio;

import dev.poller.blocking.internal.address.AddressText;
import dev.poller.blocking.internal.end.Buffers;
import dev.poller.blocking.internal.end.ListenSocket;
import dev.poller.blocking.internal.end.NewSocket;
import dev.poller.blocking.internal.end.StreamSocket;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A socket that neither connects nor listens yet. java.nio has no such thing: this is a {@link SocketChannel}, and when
 * it is to listen a {@link ServerSocketChannel} with the same address and options takes its place. Another process may
 * take the port in between.
 */
final class NioSocket extends NioOptioned<SocketChannel> implements NewSocket {
    private final StandardProtocolFamily family;

    /** What was set, in order. */
    private final Map<SocketOption<?>, Object> set = new LinkedHashMap<>();

    private boolean bound;

    NioSocket(SocketChannel channel, StandardProtocolFamily family, Buffers buffers) {
        super(channel, buffers);
        this.family = family;
    }

    @Override
    public void bind(SocketAddress local) throws IOException {
        try {
            channel.bind(NioAddress.toChannel(local));
            bound = true;
        } catch (BindException refused) {
            throw named(refused, local);
        }
    }

    @Override
    public SocketAddress localAddress() throws IOException {
        return bound ? NioAddress.ofChannel(channel.getLocalAddress()) : new InetSocketAddress(any(), 0);
    }

    private InetAddress any() throws IOException {
        return InetAddress.getByAddress(new byte[family == StandardProtocolFamily.INET6 ? 16 : 4]);
    }

    @Override
    public StreamSocket toConnect() throws IOException {
        NioStream connects = new NioStream(channel, buffers);
        connects.lingers = lingers;
        return connects;
    }

    @Override
    public ListenSocket listen(int backlog) throws IOException {
        SocketAddress local = localAddress();
        ServerSocketChannel listener = ServerSocketChannel.open(family);
        try {
            for (Map.Entry<SocketOption<?>, Object> option : set.entrySet()) {
                setAgain(listener, option.getKey(), option.getValue());
            }
            channel.close();
            listener.bind(local, backlog);
            boolean noDelay = Boolean.TRUE.equals(set.get(StandardSocketOptions.TCP_NODELAY));
            return new NioListener(listener, buffers, noDelay, null);
        } catch (BindException refused) {
            listener.close();
            throw named(refused, local);
        } catch (Throwable failure) {
            listener.close();
            throw failure;
        }
    }

    /** A listening channel has few options: those of what it accepts are not among them. */
    private static <T> void setAgain(ServerSocketChannel to, SocketOption<T> option, @Nullable Object value)
            throws IOException {
        if (to.supportedOptions().contains(option)) {
            to.setOption(option, option.type().cast(value));
        }
    }

    static BindException named(SocketException refused, SocketAddress local) {
        String message = "bind: " + refused.getMessage() + ": " + AddressText.of(local);
        return (BindException) new BindException(message).initCause(refused);
    }

    @Override
    public <T> void setOption(SocketOption<T> option, T value) throws IOException {
        super.setOption(option, value);
        set.put(option, value);
    }
}
