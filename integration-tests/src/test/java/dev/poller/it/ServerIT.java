// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.ThreadKind;
import dev.poller.blocking.server.Server;
import dev.poller.blocking.server.ServerOptions;
import dev.poller.blocking.server.StreamHandler;
import dev.poller.tck.Await;
import dev.poller.tck.Clause;
import dev.poller.tck.Threads;
import dev.poller.tck.Watchdog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server on each provider. Its clients are the JDK's own sockets. */
@ExtendWith(Watchdog.class)
final class ServerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final StreamHandler<ByteStream> ECHO = stream -> stream.transferTo(stream);

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    @Clause("V1")
    void everyConnectionIsServedClosedAndCounted(String provider) throws Exception {
        try (Netpoll netpoll = open(provider);
                Server server = Server.open(listen(netpoll), ECHO).start()) {
            for (int i = 1; i <= 3; i++) {
                try (Socket client = connect(server)) {
                    assertEchoes(client);
                    assertEquals(1, server.connections());
                    client.shutdownOutput();
                    assertEquals(-1, client.getInputStream().read());
                }
                Await.until("the connection has ended", () -> server.connections() == 0);
                assertEquals(i, server.accepted());
            }
            assertEquals(0, server.failed());
            assertThrows(IllegalStateException.class, server::start);
            assertThrows(IllegalStateException.class, server::run);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    @Clause("V1")
    void aHandlerThatThrowsEndsItsConnectionAlone(String provider) throws Exception {
        List<Throwable> thrown = new ArrayList<>();
        List<Throwable> told = new CopyOnWriteArrayList<>();
        thrown.add(new IOException("on purpose"));
        thrown.add(new IllegalStateException("on purpose"));
        thrown.add(new StackOverflowError("on purpose"));
        AtomicInteger next = new AtomicInteger();
        ServerOptions options = Server.options().onFailure((stream, failure) -> {
            if (stream.isOpen()) { // and not closed with the server
                told.add(failure);
            }
        });
        try (Netpoll netpoll = open(provider);
                Server server = options.open(listen(netpoll), stream -> {
                            int number = next.getAndIncrement();
                            if (number < thrown.size()) {
                                raise(thrown.get(number));
                            }
                            ECHO.serve(stream);
                        })
                        .start()) {
            for (int i = 0; i < thrown.size(); i++) {
                try (Socket client = connect(server)) {
                    assertEquals(-1, client.getInputStream().read());
                }
            }
            try (Socket client = connect(server)) {
                assertEchoes(client);
            }
            assertEquals(thrown, told);
            assertEquals(thrown.size(), server.failed());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    @Clause("V2")
    void noMoreThanTheLimitAreServedAtOnceAndAllInTheEnd(String provider) throws Exception {
        int limit = 2;
        int clients = 20;
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier both = new CyclicBarrier(limit);
        try (Netpoll netpoll = open(provider);
                Server server = Server.options()
                        .maxConnections(limit)
                        .open(listen(netpoll), stream -> {
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            awaitAll(both);
                            ECHO.serve(stream);
                            inside.decrementAndGet();
                        })
                        .start()) {
            List<FutureTask<Boolean>> answered = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                answered.add(run(() -> {
                    try (Socket client = connect(server)) {
                        assertEchoes(client);
                        client.shutdownOutput();
                        return client.getInputStream().read() == -1;
                    }
                }));
            }
            for (FutureTask<Boolean> answer : answered) {
                assertTrue(answer.get());
            }
            assertEquals(limit, most.get());
            assertEquals(clients, server.accepted());
            assertEquals(0, server.failed());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    @Clause("V3")
    void aPauseLeavesConnectionsInTheQueueUntilItEnds(String provider) throws Exception {
        List<IOException> failures = new CopyOnWriteArrayList<>();
        ServerOptions options = Server.options().onAcceptFailure(failures::add);
        try (Netpoll netpoll = open(provider);
                Server server = options.open(listen(netpoll), ECHO);
                Socket before = connect(server)) {
            Thread acceptor = thread(server::run);
            assertEchoes(before);
            for (int i = 1; i <= 5; i++) {
                server.pause();
                // A runtime is told of the deadline at once; what it had accepted before is served.
                Threads.awaitParked(acceptor);
                try (Socket waits = connect(server)) {
                    assertEchoes(before);
                    assertEquals(i, server.accepted());
                    server.resume();
                    assertEchoes(waits);
                }
                Threads.awaitParked(acceptor);
            }
            assertEquals(List.of(), failures);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    @Clause("V4")
    void shutdownLetsConnectionsEnd(String provider) throws Exception {
        try (Netpoll netpoll = open(provider)) {
            Server server = Server.open(listen(netpoll), ECHO).start();
            try (Socket client = connect(server)) {
                assertEchoes(client);
                FutureTask<Boolean> shutdown = run(() -> server.shutdown(PATIENCE));
                Await.until("it accepts no more", () -> refuses(server));
                assertFalse(server.isOpen());
                assertEchoes(client);
                client.shutdownOutput();
                assertEquals(-1, client.getInputStream().read());
                assertTrue(shutdown.get());
                assertEquals(0, server.failed());
            }
            Await.until("nothing is registered", () -> netpoll.registrations() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    @Clause("V4")
    void shutdownClosesWhatHasNotEndedInTime(String provider) throws Exception {
        try (Netpoll netpoll = open(provider)) {
            Server server = Server.open(listen(netpoll), ECHO).start();
            try (Socket client = connect(server)) {
                assertEchoes(client);
                assertFalse(server.awaitEnd(Duration.ZERO));
                assertFalse(server.shutdown(Duration.ofMillis(1)));
                assertEquals(-1, client.getInputStream().read());
                assertTrue(server.awaitEnd(PATIENCE));
                assertEquals(1, server.failed());
            }
            assertEquals(0, netpoll.registrations());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    @Clause({"V2", "V3", "V4", "V6"})
    void theEndComesAlsoWhereTheServerWaits(String provider) throws Exception {
        for (boolean byRuntime : new boolean[] {false, true}) {
            for (boolean full : new boolean[] {false, true}) {
                Netpoll netpoll = open(provider);
                Server server = Server.options().maxConnections(1).open(listen(netpoll), ECHO);
                Thread acceptor = thread(server::run);
                try (netpoll;
                        server;
                        Socket client = connect(server)) {
                    assertEchoes(client); // Now it is full.
                    if (!full) {
                        server.pause();
                        client.shutdownOutput();
                        assertEquals(-1, client.getInputStream().read());
                        Await.until("no connection is left", () -> server.connections() == 0);
                    }
                    Threads.awaitParked(acceptor);
                    if (byRuntime) {
                        netpoll.close();
                    } else {
                        server.close();
                    }
                    assertTrue(server.awaitEnd(PATIENCE), () -> server.toString());
                    acceptor.join();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    @Clause("V5")
    void aConnectionWithoutAThreadIsClosedAndTheServerGoesOn(String provider) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        AtomicReference<Throwable> told = new AtomicReference<>();
        ServerOptions options = Server.options()
                .onFailure((stream, failure) -> told.set(failure))
                .executor(task -> {
                    if (asked.getAndIncrement() == 0) {
                        throw new RejectedExecutionException("on purpose");
                    }
                    ThreadKind.best().factory("served-").newThread(task).start();
                });
        try (Netpoll netpoll = open(provider);
                Server server = options.open(listen(netpoll), ECHO).start()) {
            try (Socket rejected = connect(server)) {
                assertEquals(-1, rejected.getInputStream().read());
            }
            assertInstanceOf(RejectedExecutionException.class, told.get());
            try (Socket client = connect(server)) {
                assertEchoes(client);
            }
            assertEquals(1, server.failed());
            assertEquals(2, server.accepted());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    @Clause("V4")
    void whatIsAcceptedWhileItClosesIsClosed(String provider) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch launching = new CountDownLatch(1);
        AtomicInteger served = new AtomicInteger();
        ServerOptions options = Server.options().launcher((stream, task) -> {
            launching.countDown();
            thread(() -> {
                held.await();
                task.run();
            });
        });
        try (Netpoll netpoll = open(provider)) {
            Server server = options.open(listen(netpoll), stream -> served.incrementAndGet())
                    .start();
            try (Socket client = connect(server)) {
                launching.await();
                server.close();
                held.countDown();
                assertTrue(server.awaitEnd(PATIENCE));
                assertEquals(-1, client.getInputStream().read());
                assertEquals(0, served.get());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    @Clause("V2")
    void aLimitThatCannotBeIsRefused(int limit) {
        assertThrows(IllegalArgumentException.class, () -> Server.options().maxConnections(limit));
    }

    private static Netpoll open(String provider) throws IOException {
        assumeTrue(!provider.equals("epoll") || OS.LINUX.isCurrentOs(), "epoll is Linux's");
        return Netpoll.options().provider(provider).open();
    }

    private static TcpListener listen(Netpoll netpoll) throws IOException {
        return TcpListener.open(netpoll, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static Socket connect(Server server) throws IOException {
        Socket socket = new Socket();
        socket.connect(server.localAddress());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    private static boolean refuses(Server server) {
        try {
            connect(server).close();
            return false;
        } catch (IOException refused) {
            return true;
        }
    }

    private static void assertEchoes(Socket client) throws IOException {
        client.getOutputStream().write(7);
        assertEquals(7, client.getInputStream().read());
    }

    private static void raise(Throwable thrown) throws Exception {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (Exception) thrown;
    }

    private static void awaitAll(CyclicBarrier barrier) throws InterruptedException, BrokenBarrierException {
        barrier.await();
    }

    private interface Action {
        void run() throws Exception;
    }

    private static Thread thread(Action action) {
        Thread thread = ThreadKind.best().factory("server-it-").newThread(() -> {
            try {
                action.run();
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
        });
        thread.start();
        return thread;
    }

    private static <T> FutureTask<T> run(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        ThreadKind.best().factory("client-").newThread(task).start();
        return task;
    }
}
