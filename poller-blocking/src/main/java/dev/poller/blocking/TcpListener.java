// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.time.Duration;

/** skeleton */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable", "TypeParameterUnusedInFormals"})
public final class TcpListener implements AutoCloseable {
    private TcpListener() {}
    /** SO_REUSEADDR on, the system's largest backlog. */
    public static TcpListener open(Netpoll netpoll, InetSocketAddress local) throws IOException {
        throw new UnsupportedOperationException();
    }

    public static TcpListener open(Netpoll netpoll, InetSocketAddress local, ListenOptions options) throws IOException {
        throw new UnsupportedOperationException();
    }

    public TcpStream accept() throws IOException {
        throw new UnsupportedOperationException();
    }

    public void setAcceptDeadline(Duration fromNow) {
        throw new UnsupportedOperationException();
    }

    public void clearAcceptDeadline() {
        throw new UnsupportedOperationException();
    }

    public <T> TcpListener setOption(SocketOption<T> option, T value) throws IOException {
        throw new UnsupportedOperationException();
    }

    public <T> T getOption(SocketOption<T> option) throws IOException {
        throw new UnsupportedOperationException();
    }

    public InetSocketAddress localAddress() {
        throw new UnsupportedOperationException();
    }

    /** Returns when closed, or after the time. */
    void awaitClose(Duration atMost) {
        throw new UnsupportedOperationException();
    }

    public boolean isOpen() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() throws IOException {
        throw new UnsupportedOperationException();
    }
}
