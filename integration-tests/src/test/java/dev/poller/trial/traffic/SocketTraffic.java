// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.traffic;

import dev.poller.blocking.Netpoll;
import dev.poller.javanet.PollerServerSocketFactory;
import dev.poller.javanet.PollerSocketFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/** The same with sockets of java.net over the runtime, on both sides. */
final class SocketTraffic implements Traffic {
    private static final int BACKLOG = 50;

    private final PollerSocketFactory clients;
    private final ServerSocket server;
    private final Netpoll netpoll;
    private final Duration patience;

    SocketTraffic(Netpoll netpoll, Duration patience) throws IOException {
        this.netpoll = netpoll;
        this.patience = patience;
        clients = new PollerSocketFactory(netpoll);
        server =
                new PollerServerSocketFactory(netpoll).createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        netpoll.threadFactory("trial-sockets-").newThread(this::serve).start();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket accepted = server.accept();
                start(accepted);
            } catch (IOException failed) {
                Pause.afterAFailure();
            }
        }
    }

    private void start(Socket accepted) throws IOException {
        try {
            netpoll.threadFactory("trial-socket-")
                    .newThread(() -> echo(accepted))
                    .start();
        } catch (OutOfMemoryError noThread) {
            accepted.close();
        }
    }

    private void echo(Socket socket) {
        try (socket) {
            socket.setSoTimeout((int) patience.toMillis()); // the client may be gone without a word
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException theClientCounts) {
            return;
        }
    }

    @Override
    public long round(long seed) throws IOException {
        try (Socket socket = clients.createSocket(server.getInetAddress(), server.getLocalPort())) {
            socket.setSoTimeout((int) patience.toMillis());
            return Conversation.hold(Wire.of(socket), seed);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
