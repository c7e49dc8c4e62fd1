// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.tck.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is the same on both sides of haproxy: each byte arrives, each end does, and nothing is left when it dies. */
abstract class HaproxyTests {
    /** At the same time: of those whose bytes are counted, and of those that talk until they are ended. */
    private static final int CONNECTIONS = 64;

    private static final int TALKS = 8;

    /**
     * So many pieces are on their way on each connection. With more, an echo server that waits for room does not read,
     * its window closes, and the end of a connection that haproxy has given up does not reach it for minutes.
     */
    private static final int AHEAD = 16;

    private static final int LARGEST = 256 * 1024;
    private static final int LARGE = 8 * 1024 * 1024;
    private static final int PIECE = 64 * 1024;
    private static final int REQUESTS = 200;

    @RegisterExtension
    final Processes processes = new Processes();

    @TempDir
    Path directory;

    private final Tasks clients = new Tasks("client-");

    /** The proxy and haproxy one behind the other, between clients and a server. */
    final class Chain {
        final ProxyProcess proxy;
        final Haproxy haproxy;
        final Map<String, Integer> before;
        RunningProcess process;

        /** Starts both, whose order is the subclass's. */
        Chain(String mode, int server, String options) throws Exception {
            Tool.find("haproxy"); // Where there is none, the rest need not be started.
            if (inFront()) {
                proxy = ProxyProcess.start(processes, server, options);
                before = proxy.process().descriptors();
                haproxy = new Haproxy(directory, mode, proxy.port());
                process = haproxy.start(processes);
            } else {
                haproxy = new Haproxy(directory, mode, server);
                proxy = ProxyProcess.start(processes, haproxy.port(), options);
                before = proxy.process().descriptors();
                process = haproxy.start(processes);
            }
        }

        /** Where clients connect. */
        int port() {
            return inFront() ? haproxy.port() : proxy.port();
        }

        void restart() throws Exception {
            process = haproxy.start(processes);
        }

        /** The proxy has none of its connections left, and has said this. */
        void assertLeft(List<String> logged) throws Exception {
            proxy.awaitDescriptors(before);
            assertEquals(logged, proxy.logged());
        }
    }

    /** Whether clients connect to haproxy, and it to the proxy; or the other way round. */
    abstract boolean inFront();

    @OnEachScheduler
    void everyByteComesBackOnEachConnection(String options) throws Exception {
        ProxyProcess echo = ProxyProcess.echo(processes, options);
        Map<String, Integer> before = echo.process().descriptors();
        Chain chain = new Chain("tcp", echo.port(), options);
        assertEchoed(chain.port());
        chain.assertLeft(List.of());
        echo.awaitDescriptors(before);
        assertEquals(List.of(), echo.logged());
    }

    @OnEachScheduler
    void eitherSideMayEndItsOutputFirst(String options) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, CONNECTIONS, InetAddress.getLoopbackAddress())) {
            Chain chain = new Chain("tcp", listener.getLocalPort(), options);
            try (Socket client = connect(chain.port());
                    Socket server = listener.accept()) {
                assertOutputsEnd(client, server);
            }
            try (Socket client = connect(chain.port());
                    Socket server = listener.accept()) {
                assertOutputsEnd(server, client);
            }
            chain.assertLeft(List.of());
        }
    }

    @OnEachScheduler
    void haproxyIsKilledWhileBytesFlow(String options) throws Exception {
        endWhileBytesFlow(
                options,
                chain -> {
                    chain.process.kill();
                    chain.process.awaitEnd();
                },
                chain -> {
                    List<String> logged = missed(chain);
                    chain.restart();
                    return logged;
                });
    }

    /** What a client without haproxy sees, and what the proxy says of it. */
    abstract List<String> missed(Chain chain) throws Exception;

    @OnEachScheduler
    void haproxyEndsConnectionsWhileBytesFlow(String options) throws Exception {
        endWhileBytesFlow(options, chain -> chain.haproxy.endConnections(), chain -> List.of());
    }

    private interface Ending {
        void end(Chain chain) throws Exception;
    }

    /** What is done between the end and the next connections; returns what the proxy says of it. */
    private interface Between {
        List<String> logged(Chain chain) throws Exception;
    }

    private void endWhileBytesFlow(String options, Ending ending, Between between) throws Exception {
        ProxyProcess echo = ProxyProcess.echo(processes, options);
        Map<String, Integer> before = echo.process().descriptors();
        Chain chain = new Chain("tcp", echo.port(), options);
        List<FutureTask<Void>> talks = talk(chain.port());
        ending.end(chain);
        assertEnd(talks);
        chain.assertLeft(List.of());
        echo.awaitDescriptors(before);

        List<String> logged = between.logged(chain);
        assertEchoed(chain.port());
        chain.assertLeft(logged);
        echo.awaitDescriptors(before);
    }

    @OnEachScheduler
    void requestsAndAnswersAreWhole(String options) throws Exception {
        Nginx nginx = new Nginx(directory);
        Path large = Scratch.file(nginx.files().resolve("large"), LARGE);
        Path small = Scratch.file(nginx.files().resolve("small"), PIECE);
        nginx.start(processes);
        Chain chain = new Chain("http", nginx.port(), options);
        String url = "http://127.0.0.1:" + chain.port() + "/";

        Scratch.assertSame(large, Curl.get(url + "large", directory.resolve("got")));
        CommandRun.of(Curl.command("--upload-file", large.toString(), url + "upload/sent"))
                .done();
        Scratch.assertSame(large, nginx.files().resolve("upload/sent"));
        CommandRun.of(Curl.command("--parallel", "--output", directory + "/got-#1", url + "small?[1-" + REQUESTS + "]"))
                .done();
        for (int i = 1; i <= REQUESTS; i++) {
            Scratch.assertSame(small, directory.resolve("got-" + i));
        }
        chain.process.kill(); // It keeps connections to the proxy.
        chain.assertLeft(List.of());
    }

    /** Of one connection several megabytes come back, of many others less, at the same time. */
    private void assertEchoed(int port) throws Exception {
        List<FutureTask<byte[]>> echoes = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            byte[] sent = sent(i);
            echoes.add(clients.start(() -> echo(port, sent)));
        }
        for (int i = 0; i < CONNECTIONS; i++) {
            assertArrayEquals(sent(i), result(echoes.get(i)), "of connection " + i);
        }
    }

    /** Other bytes on each connection, and the same in each run. */
    private static byte[] sent(int connection) {
        Random random = new Random(connection);
        byte[] sent = new byte[connection == 0 ? LARGE : random.nextInt(LARGEST)];
        random.nextBytes(sent);
        return sent;
    }

    private byte[] echo(int port, byte[] sent) throws Exception {
        try (Socket socket = connect(port)) {
            FutureTask<Void> writer = clients.start(() -> {
                socket.getOutputStream().write(sent);
                socket.shutdownOutput();
                return null;
            });
            byte[] echoed = socket.getInputStream().readAllBytes();
            result(writer);
            return echoed;
        }
    }

    /** The second receives the end of the first, and then sends something that the first receives whole. */
    private void assertOutputsEnd(Socket first, Socket second) throws Exception {
        byte[] question = sent(1);
        first.getOutputStream().write(question);
        first.shutdownOutput();
        assertArrayEquals(question, second.getInputStream().readAllBytes());

        byte[] answer = sent(0);
        FutureTask<Void> writer = clients.start(() -> {
            second.getOutputStream().write(answer);
            second.shutdownOutput();
            return null;
        });
        assertArrayEquals(answer, first.getInputStream().readAllBytes());
        result(writer);
    }

    /** Connections that send and receive without end; each has received something. */
    private List<FutureTask<Void>> talk(int port) throws Exception {
        List<CountDownLatch> begun = new ArrayList<>();
        List<FutureTask<Void>> talks = new ArrayList<>();
        for (int i = 0; i < TALKS; i++) {
            byte[] piece = new byte[PIECE];
            new Random(i).nextBytes(piece);
            Socket socket = connect(port);
            Semaphore ahead = new Semaphore(AHEAD);
            CountDownLatch first = new CountDownLatch(1);
            begun.add(first);
            talks.add(clients.start(() -> {
                send(socket, piece, ahead);
                return null;
            }));
            talks.add(clients.start(() -> {
                try (socket) {
                    receive(socket, piece, () -> {
                        ahead.release();
                        first.countDown();
                    });
                } finally {
                    ahead.release(AHEAD); // The sender is to see that the socket is closed.
                }
                return null;
            }));
        }
        for (CountDownLatch first : begun) {
            assertTrue(first.await(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS), "something is received");
        }
        return talks;
    }

    /** Sends a piece again and again, until the connection ends in one way or the other. */
    private static void send(Socket socket, byte[] piece, Semaphore ahead) throws InterruptedException {
        try {
            while (true) {
                ahead.acquire();
                socket.getOutputStream().write(piece);
            }
        } catch (IOException ended) {
            // It was to end.
        }
    }

    /** Receives a piece again and again, until the connection ends in one way or the other. */
    private static void receive(Socket socket, byte[] piece, Runnable received) {
        while (true) {
            byte[] bytes;
            try {
                bytes = socket.getInputStream().readNBytes(PIECE);
            } catch (IOException reset) {
                return;
            }
            assertArrayEquals(Arrays.copyOf(piece, bytes.length), bytes);
            if (bytes.length < PIECE) {
                return;
            }
            received.run();
        }
    }

    private static void assertEnd(List<FutureTask<Void>> talks) throws Exception {
        for (FutureTask<Void> talk : talks) {
            result(talk);
        }
    }

    static Socket connect(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private static <T> T result(FutureTask<T> task) throws Exception {
        return task.get(Await.PATIENCE.toSeconds() * 3, TimeUnit.SECONDS);
    }
}
