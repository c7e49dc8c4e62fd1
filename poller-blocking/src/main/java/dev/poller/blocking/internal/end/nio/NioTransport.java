// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.nio;

import dev.poller.Trigger;
import dev.poller.UnixAddress;
import dev.poller.blocking.internal.end.Buffers;
import dev.poller.blocking.internal.end.DatagramSocket;
import dev.poller.blocking.internal.end.NewSocket;
import dev.poller.blocking.internal.end.Transport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Channels of java.nio, for providers that take channels. Any thread. */
public final class NioTransport implements Transport {
    private final Buffers buffers = new Buffers(bytes -> 0);
    private final Traits traits;

    /**
     * Channels for a poller.
     *
     * @param trigger how they are registered
     */
    public NioTransport(Trigger trigger) {
        this.traits = new Traits("none", trigger, false, hasIpv6());
    }

    @Override
    public Traits traits() {
        return traits;
    }

    @Override
    public Buffers buffers() {
        return buffers;
    }

    /** A channel of IPv6 reaches IPv4 in any case. */
    @Override
    public NewSocket tcp(StandardProtocolFamily family, boolean dual) throws IOException {
        return new NioSocket(SocketChannel.open(family), family, buffers);
    }

    @Override
    public NewSocket tcpListener(StandardProtocolFamily family, boolean dual) throws IOException {
        return new NioListenSocket(ServerSocketChannel.open(family), buffers);
    }

    /** A channel of IPv6 reaches IPv4 in any case. */
    @Override
    public DatagramSocket udp(StandardProtocolFamily family, boolean dual) throws IOException {
        return new NioDatagramSocket(DatagramChannel.open(family), buffers);
    }

    @Override
    public NewSocket unix() throws IOException {
        return new NioSocket(SocketChannel.open(StandardProtocolFamily.UNIX), StandardProtocolFamily.UNIX, buffers);
    }

    @Override
    public NewSocket unixListener() throws IOException {
        return new NioListenSocket(ServerSocketChannel.open(StandardProtocolFamily.UNIX), buffers);
    }

    @Override
    public boolean isAbandoned(UnixAddress address) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.configureBlocking(false);
            channel.connect(NioAddress.toChannel(address));
            return false;
        } catch (ConnectException refused) {
            return true;
        } catch (SocketException other) {
            return false; // Somebody listens, and has no room; or there is no file.
        }
    }

    private static boolean hasIpv6() {
        try {
            SocketChannel.open(StandardProtocolFamily.INET6).close();
            return true;
        } catch (UnsupportedOperationException | IOException none) {
            return false;
        }
    }
}
