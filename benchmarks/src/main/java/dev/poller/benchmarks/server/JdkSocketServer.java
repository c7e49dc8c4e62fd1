// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadFactory;
import javax.net.ServerSocketFactory;

/**
 * The java.net.Socket of the JDK, or of another factory, with a thread per connection, virtual or platform; a proxy
 * has two, each in the JDK's own loop that copies.
 */
final class JdkSocketServer implements BenchmarkServer {
    private final String kind;
    private final ServerSocketFactory sockets;
    private final ThreadFactory threads;

    /**
     * Serves with such threads.
     *
     * @param kind for the reader of the results
     * @param sockets makes the one that listens
     * @param threads makes one for each connection
     */
    JdkSocketServer(String kind, ServerSocketFactory sockets, ThreadFactory threads) {
        this.kind = kind;
        this.sockets = sockets;
        this.threads = threads;
    }

    @Override
    public void run(Exchange exchange, Ready ready) throws IOException {
        exchange.refuseOtherThanTcp();
        Conversation conversation = new Conversation(exchange);
        try (ServerSocket listener =
                sockets.createServerSocket(0, Integer.MAX_VALUE, InetAddress.getLoopbackAddress())) {
            ready.listening(listener.getLocalPort(), "threads=" + kind);
            while (true) {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                threads.newThread(() -> serve(socket, exchange, conversation)).start();
            }
        }
    }

    private void serve(Socket socket, Exchange exchange, Conversation conversation) {
        if (exchange.backend() == 0) {
            conversation.serve(new SocketWire(socket));
            return;
        }
        try (socket;
                Socket backend = new Socket(InetAddress.getLoopbackAddress(), exchange.backend())) {
            backend.setTcpNoDelay(true);
            if (exchange.route() == Route.HTTP) {
                Asking.serve(new SocketWire(socket), new SocketWire(backend));
                return;
            }
            Thread back = threads.newThread(() -> pass(backend, socket));
            back.start();
            pass(socket, backend);
            PollerServer.join(back); // or the sockets were closed with an answer on its way
        } catch (IOException broken) {
            System.err.println("connection ended: " + broken.getMessage());
        }
    }

    /** All bytes, and the end; what breaks one direction closes the target, and so the other direction. */
    private static void pass(Socket source, Socket target) {
        try {
            source.getInputStream().transferTo(target.getOutputStream());
            target.shutdownOutput();
        } catch (IOException broken) {
            Conversation.end(target);
        }
    }

    private record SocketWire(Socket socket) implements Wire {
        @Override
        public ByteBuffer buffer(int size) {
            return ByteBuffer.allocate(size); // Streams take arrays.
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            int n = socket.getInputStream()
                    .read(target.array(), target.arrayOffset() + target.position(), target.remaining());
            if (n > 0) {
                target.position(target.position() + n);
            }
            return n;
        }

        @Override
        public void write(ByteBuffer source) throws IOException {
            socket.getOutputStream()
                    .write(source.array(), source.arrayOffset() + source.position(), source.remaining());
        }

        @Override
        public void readWithin(int millis) throws SocketException {
            socket.setSoTimeout(millis);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
