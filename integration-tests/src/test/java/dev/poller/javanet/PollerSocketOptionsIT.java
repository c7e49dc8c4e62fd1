// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import static dev.poller.javanet.PollerSocketOptions.CLOSE_ON_INTERRUPT;
import static dev.poller.javanet.PollerSocketOptions.DEADLINE;
import static dev.poller.javanet.PollerSocketOptions.NEVER;
import static dev.poller.javanet.PollerSocketOptions.WRITE_TIMEOUT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.ThreadKind;
import dev.poller.tck.Threads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Socket over Poller can do and the JDK's cannot. */
@ParameterizedClass
@ValueSource(strings = {"epoll", "nio"})
@Timeout(60)
final class PollerSocketOptionsIT {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Netpoll netpoll;
    private ServerSocket server;
    private Socket socket;
    private Socket peer;

    PollerSocketOptionsIT(String provider) throws IOException {
        netpoll = Netpoll.options().provider(provider).open();
    }

    @BeforeEach
    void connect() throws IOException {
        server = new PollerServerSocketFactory(netpoll).createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        socket = new PollerSocketFactory(netpoll).createSocket(server.getInetAddress(), server.getLocalPort());
        peer = server.accept();
    }

    @AfterEach
    void close() throws IOException {
        peer.close();
        socket.close();
        server.close();
        netpoll.close();
    }

    @Test
    void allIsOffUntilItIsSet() throws IOException {
        assertEquals(NEVER, socket.getOption(WRITE_TIMEOUT));
        assertEquals(NEVER, socket.getOption(DEADLINE));
        assertTrue(peer.getOption(CLOSE_ON_INTERRUPT));
        assertFalse(socket.supportedOptions().contains(DEADLINE));
    }

    @Test
    void aWriteTimesOutThatNobodyReads() throws IOException {
        socket.setOption(WRITE_TIMEOUT, SHORT);
        assertEquals(SHORT, socket.getOption(WRITE_TIMEOUT));
        byte[] much = new byte[1 << 20];
        SocketTimeoutException late = assertThrows(SocketTimeoutException.class, () -> {
            while (true) {
                socket.getOutputStream().write(much);
            }
        });
        assertEquals("Write timed out", late.getMessage());
        assertFalse(socket.isClosed());
    }

    @Test
    void aDeadlineIsForAllReadsAndWritesTogether() throws IOException {
        socket.setOption(DEADLINE, LONG);
        peer.getOutputStream().write(new byte[] {1, 2});
        assertEquals(1, socket.getInputStream().read());
        assertTrue(socket.getOption(DEADLINE).compareTo(LONG) <= 0);
        assertEquals(2, socket.getInputStream().read());
        socket.setOption(DEADLINE, SHORT);
        assertThrows(SocketTimeoutException.class, () -> socket.getInputStream().read());
        assertThrows(
                SocketTimeoutException.class, () -> socket.getOutputStream().write(3));
        assertEquals(Duration.ZERO, socket.getOption(DEADLINE));
        socket.setOption(DEADLINE, NEVER);
        socket.getOutputStream().write(3);
        assertEquals(3, peer.getInputStream().read());
    }

    @Test
    void aDeadlineThatHasPassedEndsAWaitAndClosesNothing() throws Exception {
        FutureTask<Integer> read =
                start(ThreadKind.best(), () -> socket.getInputStream().read());
        socket.setOption(DEADLINE, Duration.ZERO);
        ExecutionException ended = assertThrows(ExecutionException.class, () -> read.get(30, TimeUnit.SECONDS));
        assertInstanceOf(SocketTimeoutException.class, ended.getCause());
        socket.setOption(DEADLINE, NEVER);
        peer.getOutputStream().write(4);
        assertEquals(4, socket.getInputStream().read());
    }

    @Test
    void aDeadlineCountsFromBeforeTheSocketIsConnected() throws IOException {
        try (Socket early = new PollerSocketFactory(netpoll).createSocket()) {
            early.setOption(DEADLINE, LONG);
            early.connect(server.getLocalSocketAddress(), 10_000);
            assertTrue(early.getOption(DEADLINE).compareTo(LONG) <= 0);
            server.accept().close();
            assertEquals(-1, early.getInputStream().read());
        }
        try (Socket late = new PollerSocketFactory(netpoll).createSocket()) {
            late.setOption(DEADLINE, Duration.ZERO);
            assertThrows(SocketTimeoutException.class, () -> late.connect(server.getLocalSocketAddress()));
        }
    }

    @Test
    void anInterruptLeavesASocketOpenThatIsToldSo() throws Exception {
        assumeTrue(ThreadKind.VIRTUAL.available(), "this Java has no virtual threads");
        socket.setOption(CLOSE_ON_INTERRUPT, false);
        FutureTask<Boolean> read = new FutureTask<>(() -> {
            assertEquals(5, socket.getInputStream().read());
            return Thread.currentThread().isInterrupted();
        });
        Thread reader = ThreadKind.VIRTUAL.factory("reader-").newThread(read);
        reader.start();
        Threads.awaitParked(reader);
        reader.interrupt();
        peer.getOutputStream().write(5);
        assertTrue(read.get(30, TimeUnit.SECONDS));
        assertFalse(socket.isClosed());
    }

    @Test
    void whatIsNoValueIsRefused() throws IOException {
        assertThrows(IllegalArgumentException.class, () -> socket.setOption(WRITE_TIMEOUT, Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> socket.setOption(DEADLINE, null));
        assertThrows(UnsupportedOperationException.class, () -> server.setOption(DEADLINE, SHORT));
        socket.close();
        assertThrows(SocketException.class, () -> socket.setOption(DEADLINE, SHORT));
    }

    /** Returns once it waits. */
    private static <T> FutureTask<T> start(ThreadKind kind, Callable<T> call) throws Exception {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = kind.factory("waits-").newThread(task);
        thread.start();
        Threads.awaitParked(thread);
        return task;
    }
}
