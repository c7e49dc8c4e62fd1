// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.libc;

import dev.poller.blocking.internal.end.ListenSocket;
import dev.poller.blocking.internal.end.NewSocket;
import dev.poller.blocking.internal.end.StreamSocket;
import dev.poller.libc.Constant;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import org.jspecify.annotations.Nullable;

/** A TCP socket that neither connects nor listens yet. It outlives its runtime, if need be, and keeps libc bound itself. */
final class LibcSocket implements NewSocket, LibcOptioned {
    private final SocketCalls calls;
    private final int fd;
    private final int family;
    private boolean lingers;
    private @Nullable InetSocketAddress bound;

    private LibcSocket(SocketCalls calls, int fd, int family) {
        this.calls = calls;
        this.fd = fd;
        this.family = family;
    }

    /**
     * A new one.
     *
     * @param dual of IPv6, and for IPv4 too, as java.net's: IPV6_V6ONLY is on by default on some systems
     */
    static LibcSocket open(SocketCalls calls, int family, boolean dual) throws IOException {
        calls.libc.acquire();
        try {
            return new LibcSocket(calls, socket(calls, family, dual), family);
        } catch (Throwable failure) {
            calls.libc.release();
            throw failure;
        }
    }

    private static int socket(SocketCalls calls, int family, boolean dual) throws IOException {
        int fd = calls.socket(family);
        try {
            if (dual) {
                calls.setInt(fd, calls.value(Constant.IPPROTO_IPV6), calls.value(Constant.IPV6_V6ONLY), 0);
            }
            return fd;
        } catch (Throwable failure) {
            calls.libc.close(fd);
            throw failure;
        }
    }

    @Override
    public SocketCalls calls() {
        return calls;
    }

    @Override
    public int fd() {
        return fd;
    }

    @Override
    public void bind(InetSocketAddress local) throws IOException {
        calls.bind(fd, family, local);
        bound = local;
    }

    @Override
    public InetSocketAddress localAddress() throws IOException {
        return calls.localAddress(fd);
    }

    @Override
    public StreamSocket toConnect() {
        return new LibcStream(calls, fd, family, lingers);
    }

    @Override
    public ListenSocket listen(int backlog) throws IOException {
        InetSocketAddress local = bound;
        calls.listen(fd, local == null ? localAddress() : local, backlog);
        return new LibcListener(calls, fd);
    }

    @Override
    public <T> void setOption(SocketOption<T> option, T value) throws IOException {
        LibcOptioned.super.setOption(option, value);
        lingers |= LibcOption.makesLinger(option, value);
    }

    @Override
    public void handedOver() {
        calls.libc.release();
    }

    @Override
    public void close() throws IOException {
        try {
            calls.close(fd);
        } finally {
            calls.libc.release();
        }
    }
}
