// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.time.Duration;

/** skeleton */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable", "TypeParameterUnusedInFormals"})
public final class TcpStream implements AutoCloseable {
    private TcpStream() {}

    public static TcpStream connect(Netpoll netpoll, InetSocketAddress remote) throws IOException {
        throw new UnsupportedOperationException();
    }

    public static TcpStream connect(Netpoll netpoll, InetSocketAddress remote, Duration timeout) throws IOException {
        throw new UnsupportedOperationException();
    }

    public int read(byte[] bytes) throws IOException {
        throw new UnsupportedOperationException();
    }

    public int read(byte[] bytes, int offset, int length) throws IOException {
        throw new UnsupportedOperationException();
    }

    public int read(ByteBuffer target) throws IOException {
        throw new UnsupportedOperationException();
    }

    public void write(byte[] bytes) throws IOException {
        throw new UnsupportedOperationException();
    }

    public void write(byte[] bytes, int offset, int length) throws IOException {
        throw new UnsupportedOperationException();
    }
    /** Writes all that remains; returns how much that was. */
    public int write(ByteBuffer source) throws IOException {
        throw new UnsupportedOperationException();
    }

    public InputStream inputStream() {
        throw new UnsupportedOperationException();
    }

    public OutputStream outputStream() {
        throw new UnsupportedOperationException();
    }
    /** The deadline is this far from now; zero or negative has passed already. */
    public void setReadDeadline(Duration fromNow) {
        throw new UnsupportedOperationException();
    }

    public void setWriteDeadline(Duration fromNow) {
        throw new UnsupportedOperationException();
    }

    public void clearReadDeadline() {
        throw new UnsupportedOperationException();
    }

    public void clearWriteDeadline() {
        throw new UnsupportedOperationException();
    }

    public void shutdownInput() throws IOException {
        throw new UnsupportedOperationException();
    }

    public void shutdownOutput() throws IOException {
        throw new UnsupportedOperationException();
    }
    /** java.net.StandardSocketOptions: TCP_NODELAY, SO_KEEPALIVE, SO_SNDBUF, SO_RCVBUF, SO_LINGER, SO_REUSEADDR. */
    public <T> TcpStream setOption(SocketOption<T> option, T value) throws IOException {
        throw new UnsupportedOperationException();
    }

    public <T> T getOption(SocketOption<T> option) throws IOException {
        throw new UnsupportedOperationException();
    }

    public InetSocketAddress localAddress() {
        throw new UnsupportedOperationException();
    }

    public InetSocketAddress remoteAddress() {
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
