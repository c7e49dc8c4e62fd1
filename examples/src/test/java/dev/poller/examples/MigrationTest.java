// SPDX-License-Identifier: Apache-2.0
package dev.poller.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.TcpListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The three servers do the same. */
@SuppressWarnings("try") // closing what it listens with ends a server
@Timeout(60)
class MigrationTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @Test
    void onSockets() throws Exception {
        try (ServerSocket listener = new ServerSocket()) {
            listener.bind(ANY_PORT);
            Executor threads = MigrationTest::inAThread;
            FutureTask<Void> server = serve(() -> Migration.onSockets(listener, threads));
            assertEchoes(listener.getLocalSocketAddress());
            listener.close();
            assertThrows(SocketException.class, () -> outcome(server));
        }
    }

    @Test
    void onASelector() throws Exception {
        try (ServerSocketChannel listener = ServerSocketChannel.open().bind(ANY_PORT);
                Selector selector = Selector.open()) {
            FutureTask<Void> server = serve(() -> Migration.onASelector(listener, selector));
            assertEchoes(listener.getLocalAddress());
            selector.close();
            assertThrows(ClosedSelectorException.class, () -> outcome(server));
        }
    }

    @Test
    void onPoller() throws Exception {
        try (Netpoll netpoll = Netpoll.open();
                TcpListener listener = TcpListener.open(netpoll, ANY_PORT)) {
            FutureTask<Void> server = serve(() -> Migration.onPoller(listener));
            assertEchoes(listener.localAddress());
            listener.close();
            outcome(server);
        }
    }

    /** More than the buffers of the system take, to the end. */
    private static void assertEchoes(SocketAddress server) throws Exception {
        byte[] bytes = new byte[3_000_000];
        new Random(1).nextBytes(bytes);
        try (Socket socket = new Socket()) {
            socket.connect(server);
            FutureTask<Void> writer = serve(() -> {
                socket.getOutputStream().write(bytes);
                socket.shutdownOutput();
            });
            assertArrayEquals(bytes, socket.getInputStream().readAllBytes());
            outcome(writer);
        }
    }

    private static FutureTask<Void> serve(Task task) {
        FutureTask<Void> future = new FutureTask<>(() -> {
            task.run();
            return null;
        });
        inAThread(future);
        return future;
    }

    private static void inAThread(Runnable task) {
        Thread thread = new Thread(task, "migration-test");
        thread.setDaemon(true);
        thread.start();
    }

    private static void outcome(FutureTask<Void> task) throws Exception {
        try {
            task.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception exception ? exception : failed;
        }
    }

    private interface Task {
        void run() throws IOException;
    }
}
