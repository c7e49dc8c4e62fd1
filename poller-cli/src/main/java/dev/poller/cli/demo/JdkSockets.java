// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.demo;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** Connections of the JDK that block, set as those of the poller are: no delay, and as many in the queue as can be. */
interface JdkSockets {
    /** Listens. */
    Listening listen(SocketAddress local) throws IOException;

    /** Connects. */
    Peer connect(SocketAddress remote, Duration atMost) throws IOException;

    /** A listener. */
    interface Listening extends Closeable {
        /** Where. */
        SocketAddress address() throws IOException;

        /** Blocks until somebody connects. */
        Peer accept() throws IOException;
    }

    /** A connection, of the client's end or the server's. */
    interface Peer extends Connection {
        /** Sends back what comes until the other side has sent its last byte; takes this many bytes at once. */
        void echo(int size) throws IOException;
    }

    /** {@code java.nio.channels}: what code on virtual threads uses, and the only ones for Unix sockets. */
    final class Channels implements JdkSockets {
        @Override
        public Listening listen(SocketAddress local) throws IOException {
            ServerSocketChannel listener = local instanceof UnixDomainSocketAddress
                    ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                    : ServerSocketChannel.open();
            try {
                return new ListeningChannel(listener.bind(local, Integer.MAX_VALUE));
            } catch (IOException failure) {
                listener.close();
                throw failure;
            }
        }

        /** A channel has no limit to its patience; the demo as a whole has. */
        @Override
        public Peer connect(SocketAddress remote, Duration atMost) throws IOException {
            return peer(SocketChannel.open(remote));
        }

        private static Peer peer(SocketChannel channel) throws IOException {
            if (channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            }
            return new ChannelPeer(channel);
        }

        private record ListeningChannel(ServerSocketChannel listener) implements Listening {
            @Override
            public SocketAddress address() throws IOException {
                return listener.getLocalAddress();
            }

            @Override
            public Peer accept() throws IOException {
                return peer(listener.accept());
            }

            @Override
            public void close() throws IOException {
                listener.close();
            }
        }
    }

    /** A {@link SocketChannel}. */
    record ChannelPeer(SocketChannel channel) implements Peer {
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

        @Override
        public void echo(int size) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocateDirect(size); // the JDK would copy one of the heap at each call
            while (channel.read(buffer.clear()) >= 0) {
                writeFully(buffer.flip());
            }
        }

        @Override
        public void shutdownOutput() throws IOException {
            channel.shutdownOutput();
        }

        /** A channel has none. */
        @Override
        public void setDeadline(Duration fromNow) {}

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** {@code java.net}: what code on platform threads uses. */
    final class Plain implements JdkSockets {
        @Override
        public Listening listen(SocketAddress local) throws IOException {
            ServerSocket listener = new ServerSocket();
            try {
                listener.bind(local, Integer.MAX_VALUE);
                return new ListeningSocket(listener);
            } catch (IOException failure) {
                listener.close();
                throw failure;
            }
        }

        @Override
        public Peer connect(SocketAddress remote, Duration atMost) throws IOException {
            Socket socket = new Socket();
            try {
                socket.connect(remote, Math.toIntExact(atMost.toMillis()));
                return peer(socket);
            } catch (IOException failure) {
                socket.close();
                throw failure;
            }
        }

        private static Peer peer(Socket socket) throws IOException {
            socket.setTcpNoDelay(true);
            return new SocketPeer(socket);
        }

        private record ListeningSocket(ServerSocket listener) implements Listening {
            @Override
            public SocketAddress address() {
                return listener.getLocalSocketAddress();
            }

            @Override
            public Peer accept() throws IOException {
                return peer(listener.accept());
            }

            @Override
            public void close() throws IOException {
                listener.close();
            }
        }
    }

    /** A {@link Socket}. */
    record SocketPeer(Socket socket) implements Peer {
        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return socket.getInputStream().read(target, offset, length);
        }

        @Override
        public void write(byte[] source) throws IOException {
            socket.getOutputStream().write(source);
        }

        @Override
        public void echo(int size) throws IOException {
            byte[] buffer = new byte[size];
            int n;
            while ((n = socket.getInputStream().read(buffer)) >= 0) {
                socket.getOutputStream().write(buffer, 0, n);
            }
        }

        @Override
        public void shutdownOutput() throws IOException {
            socket.shutdownOutput();
        }

        @Override
        public void setDeadline(Duration fromNow) throws IOException {
            socket.setSoTimeout(Math.toIntExact(Math.min(fromNow.toMillis(), Integer.MAX_VALUE)));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
