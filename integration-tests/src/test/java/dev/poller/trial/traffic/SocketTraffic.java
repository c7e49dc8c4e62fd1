// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.traffic;

import dev.poller.blocking.Netpoll;
import dev.poller.javanet.PollerServerSocketFactory;
import dev.poller.javanet.PollerSocketFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** The same with sockets of java.net over the runtime, on both sides. */
final class SocketTraffic implements Traffic {
    private static final int BACKLOG = 50;
    private static final int TIMEOUT_MILLIS = 60_000;

    private final PollerSocketFactory clients;
    private final ServerSocket server;
    private final Netpoll netpoll;

    SocketTraffic(Netpoll netpoll) throws IOException {
        this.netpoll = netpoll;
        clients = new PollerSocketFactory(netpoll);
        server = new PollerServerSocketFactory(netpoll)
                .createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
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

    private static void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException theClientCounts) {
            return;
        }
    }

    @Override
    public long round(long seed) throws IOException {
        try (Socket socket = clients.createSocket(server.getInetAddress(), server.getLocalPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            return Conversation.hold(Wire.of(socket), seed);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
