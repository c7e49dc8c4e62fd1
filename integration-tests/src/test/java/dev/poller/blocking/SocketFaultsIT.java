// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.poller.Capability;
import dev.poller.blocking.datagram.DatagramBatch;
import dev.poller.blocking.datagram.UdpSocket;
import dev.poller.blocking.internal.io.Handle;
import dev.poller.blocking.internal.io.Handles;
import dev.poller.blocking.server.Server;
import dev.poller.libc.Abi;
import dev.poller.libc.Constant;
import dev.poller.tck.Await;
import dev.poller.tck.Clause;
import dev.poller.tck.Threads;
import dev.poller.tck.Watchdog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** System calls on sockets that fail, fall short and are interrupted. */
@EnabledOnOs(OS.LINUX)
@ExtendWith(Watchdog.class)
final class SocketFaultsIT extends FaultySockets {
    @Test
    @Clause({"T14", "T17"})
    void theEndOfTheRuntimeWaitsForWhatOthersAreClosing() throws Exception {
        faulty.connect(listener);
        TcpStream server = listener.accept();
        CountDownLatch inClose = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Thread closing = new Thread(() -> {
            try {
                server.close();
            } catch (IOException refused) {
                throw new UncheckedIOException(refused);
            }
        });
        faulty.faults.before("close", arguments -> {
            if (Thread.currentThread() == closing) {
                inClose.countDown();
                awaitQuietly(goOn);
            }
        });
        closing.start();
        assertTrue(inClose.await(10, TimeUnit.SECONDS));
        Thread ending = new Thread(faulty.netpoll::close);
        ending.start();
        Await.until("it waits", () -> LockSupport.getBlocker(ending) instanceof Handles || !ending.isAlive());
        assertTrue(ending.isAlive());
        goOn.countDown();
        ending.join(10_000);
        assertFalse(ending.isAlive());
        closing.join(10_000);
    }

    @Test
    @Clause("T14")
    void aReadThatFindsThePeerClosedByTheEndOfTheRuntimeSeesItsOwnClose() throws Exception {
        TcpStream client = faulty.connect(listener);
        listener.accept();
        Thread ending = endBefore("recv");
        assertThrows(AsynchronousCloseException.class, () -> client.read(new byte[1]));
        ending.join(10_000);
    }

    @Test
    @Clause("T14")
    void aConnectThatIsRefusedByTheEndOfTheRuntimeSeesItsOwnClose() throws Exception {
        Thread ending = endBefore("connect");
        faulty.faults.failNext(1, "connect", Constant.ECONNREFUSED);
        AsynchronousCloseException closed =
                assertThrows(AsynchronousCloseException.class, () -> faulty.connect(listener));
        assertInstanceOf(ConnectException.class, closed.getCause());
        ending.join(10_000);
    }

    /** Closes the runtime once the calling thread has looked, and waits until all sockets but its own are closed. */
    private Thread endBefore(String call) {
        Thread ending = new Thread(faulty.netpoll::close);
        Thread caller = Thread.currentThread();
        faulty.faults.before(call, arguments -> {
            if (Thread.currentThread() == caller && ending.getState() == Thread.State.NEW) {
                ending.start();
                awaitItsWait(ending);
            }
        });
        return ending;
    }

    private static void awaitItsWait(Thread ending) {
        try {
            Await.until("it waits for this call", () -> LockSupport.getBlocker(ending) instanceof Handle);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    @Clause("M5")
    void aSystemWithoutCallsForBatchesIsAskedForSingleMessages() throws Exception {
        faulty.faults.failNext(1, "recvmmsg", Constant.ENOSYS).failNext(1, "sendmmsg", Constant.ENOSYS);
        try (UdpSocket one = UdpSocket.bind(faulty.netpoll, FaultyNetpoll.ANY_PORT);
                UdpSocket other = UdpSocket.connect(faulty.netpoll, one.localAddress())) {
            DatagramBatch batch = new DatagramBatch(3, 10);
            for (int round = 0; round < 2; round++) {
                batch.clear();
                for (byte i = 0; i < 3; i++) {
                    batch.add(ByteBuffer.wrap(new byte[] {i}));
                }
                other.send(batch);
                DatagramBatch received = new DatagramBatch(2, 10);
                assertEquals(2, one.receive(received));
                assertEquals(ByteBuffer.wrap(new byte[] {1}), received.bytes(1));
                assertEquals(other.localAddress(), received.address(0));
                assertEquals(1, one.receive(received));
                assertEquals(ByteBuffer.wrap(new byte[] {2}), received.bytes(0));
            }
            assertEquals(1, faulty.faults.calls("recvmmsg"));
            assertEquals(1, faulty.faults.calls("sendmmsg"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7})
    @Clause("T1")
    void shortReadsAndWritesLoseNothing(int atMost) throws Exception {
        // What is made up here, a kernel does that does not tell of everything that ends a read early.
        closeWithoutALeak();
        faulty = new FaultyNetpoll(Set.of(Capability.PRIORITY));
        listener = faulty.listen();
        TcpStream client = faulty.connect(listener);
        TcpStream server = listener.accept();
        faulty.faults.cap(atMost);
        byte[] bytes = new byte[3001];
        new Random(atMost).nextBytes(bytes);
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        client.write(bytes);
        client.write(direct);
        assertArrayEquals(bytes, server.inputStream().readNBytes(bytes.length));
        ByteBuffer target = ByteBuffer.allocateDirect(bytes.length);
        while (target.hasRemaining()) {
            int count = server.read(target);
            assertTrue(count >= 1 && count <= atMost, "read " + count);
        }
        assertEquals(-1, target.flip().mismatch(ByteBuffer.wrap(bytes)));
    }

    @Test
    @Clause({"T1", "T12"})
    void interruptedCallsAreRepeated() throws Exception {
        faulty.faults
                .failNext(2, "accept4", Constant.EINTR)
                .failNext(3, "send", Constant.EINTR)
                .failNext(3, "recv", Constant.EINTR);
        TcpStream client = faulty.connect(listener);
        TcpStream server = listener.accept();
        client.write(new byte[] {1, 2});
        assertEquals(2, server.read(new byte[5]));
        assertEquals(4, faulty.faults.calls("send"));
    }

    @Test
    @Clause("T11")
    void anInterruptedConnectIsWaitedForAndNotRepeated() throws Exception {
        // The kernel goes on with a connection whose call a signal interrupted: so does this one.
        faulty.faults
                .before(
                        "connect",
                        arguments -> faulty.real.connect((int) arguments[0], (long) arguments[1], (int) arguments[2]))
                .failNext(1, "connect", Constant.EINTR);
        TcpStream client = faulty.connect(listener);
        TcpStream server = listener.accept();
        client.write(new byte[] {7});
        assertEquals(7, server.inputStream().read());
        assertEquals(1, faulty.faults.calls("connect"));
    }

    @Test
    @Clause({"T2", "L8"})
    void aWakeWithoutDataIsWaitedOut() throws Exception {
        TcpStream client = faulty.connect(listener);
        TcpStream server = listener.accept();
        CompletableFuture<Integer> count = new CompletableFuture<>();
        Thread reader = start(count, () -> server.read(new byte[10]));
        Threads.awaitParked(reader);
        int calls = faulty.faults.calls("recv");
        long spurious = faulty.netpoll.counters().spurious();
        faulty.faults.failNext(1, "recv", Constant.EAGAIN);
        client.write(new byte[] {1});
        Await.until("the reader has looked in vain", () -> faulty.faults.calls("recv") == calls + 1);
        Threads.awaitParked(reader);
        assertFalse(count.isDone());
        assertEquals(spurious + 1, faulty.netpoll.counters().spurious());
        client.write(new byte[] {2});
        assertEquals(2, count.get(10, TimeUnit.SECONDS));
    }

    @Test
    @Clause("T10")
    void aResetIsRemembered() throws Exception {
        TcpStream client = faulty.connect(listener);
        TcpStream server = listener.accept();
        client.close(); // The kernel tells of a reset once, then of an end: that end is this one.
        faulty.faults.failNext(1, "recv", Constant.ECONNRESET);
        for (int i = 0; i < 3; i++) {
            SocketException thrown = assertThrows(SocketException.class, () -> server.read(new byte[1]));
            assertEquals("Connection reset", thrown.getMessage());
        }
    }

    @Test
    @Clause("T10")
    void aResetMetByAWriteIsRememberedForReads() throws Exception {
        TcpStream client = faulty.connect(listener);
        TcpStream server = listener.accept();
        client.close(); // The kernel tells of a reset once, then of an end: that end is this one.
        faulty.faults.failNext(1, "send", Constant.ECONNRESET);
        assertThrows(SocketException.class, () -> server.write(new byte[1]));
        SocketException thrown = assertThrows(SocketException.class, () -> server.read(new byte[1]));
        assertEquals("Connection reset", thrown.getMessage());
    }

    @Test
    @Clause("T12")
    void acceptPassesOverConnectionsThatDied() throws Exception {
        faulty.faults.failNext(3, "accept4", Constant.ECONNABORTED);
        TcpStream client = faulty.connect(listener);
        assertEquals(client.localAddress(), listener.accept().remoteAddress());
    }

    @Test
    @Clause("T12")
    void acceptReportsTheDescriptorLimit() throws Exception {
        TcpStream client = faulty.connect(listener);
        for (Constant limit : new Constant[] {Constant.EMFILE, Constant.ENFILE}) {
            faulty.faults.failNext(1, "accept4", limit);
            IOException thrown = assertThrows(IOException.class, listener::accept);
            assertTrue(thrown.toString().contains(limit.name()), thrown.toString());
        }
        assertEquals(client.localAddress(), listener.accept().remoteAddress());
    }

    @Test
    @Clause("T12")
    void acceptLoopWaitsBetweenFailedAttempts() throws Exception {
        faulty.faults.failNext(4, "accept4", Constant.EMFILE);
        TcpStream client = faulty.connect(listener);
        CompletableFuture<TcpStream> accepted = new CompletableFuture<>();
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        long start = System.nanoTime();
        int[] failures = new int[1];
        start(ended, () -> {
            AcceptLoop.run(listener, accepted::complete, failure -> failures[0]++);
            return failures[0];
        });
        assertEquals(client.localAddress(), accepted.get(10, TimeUnit.SECONDS).remoteAddress());
        long waited = System.nanoTime() - start;
        assertTrue(waited >= Duration.ofMillis(5 + 10 + 20 + 40).toNanos(), "waited " + waited + " ns");
        listener.close();
        assertEquals(4, ended.get(10, TimeUnit.SECONDS));
    }

    @Test
    @Clause("T12")
    void aServerGoesOnAlsoIfNobodyCanBeToldThatItCouldNotAccept() throws Exception {
        faulty.faults.failNext(2, "accept4", Constant.EMFILE);
        Error noDescriptor = new Error("a logger opens a file, and there is no descriptor");
        BlockingQueue<IOException> told = new LinkedBlockingQueue<>();
        Consumer<IOException> failsAtFirst = failure -> {
            told.add(failure);
            if (told.size() == 1) {
                throw noDescriptor;
            }
        };
        try (Server server = Server.options()
                        .onAcceptFailure(failsAtFirst)
                        .open(listener, stream -> stream.transferTo(stream))
                        .start();
                TcpStream client = faulty.connect(listener)) {
            client.setReadDeadline(Duration.ofSeconds(10));
            client.write(new byte[] {7});
            assertEquals(1, client.read(new byte[10]));
            assertEquals(1, server.accepted());
            assertEquals(0, told.remove().getSuppressed().length);
            assertSame(noDescriptor, told.remove().getSuppressed()[0]);
        }
    }

    @Test
    @Clause({"T12", "T16"})
    void withoutAccept4AcceptedSocketsDoNotBlockEither() throws Exception {
        faulty.faults.fail("accept4", Constant.ENOSYS);
        TcpStream client = faulty.connect(listener);
        TcpStream server = listener.accept();
        server.setReadDeadline(Duration.ofMillis(10));
        assertThrows(SocketTimeoutException.class, () -> server.read(new byte[1]));
        client.write(new byte[] {1});
        server.clearReadDeadline();
        assertEquals(1, server.read(new byte[1]));
    }

    @Test
    @Clause("T16")
    void aSocketOfIpv6HasTheTypeOfServiceOfIpv4TooWhereItCan() throws Exception {
        Abi abi = faulty.real.abi();
        String ofFour = abi.value(Constant.IPPROTO_IP) + " " + abi.value(Constant.IP_TOS);
        String ofSix = abi.value(Constant.IPPROTO_IPV6) + " " + abi.value(Constant.IPV6_TCLASS);
        try (UdpSocket socket = UdpSocket.bind(faulty.netpoll, new InetSocketAddress(0))) {
            List<String> set = new ArrayList<>();
            faulty.faults.before("setsockopt", call -> set.add(call[1] + " " + call[2]));
            socket.setOption(StandardSocketOptions.IP_TOS, 8);
            assumeFalse(set.equals(List.of(ofFour)), "there is no IPv6 here");
            assertEquals(List.of(ofSix, ofFour), set);
            assertEquals(8, socket.getOption(StandardSocketOptions.IP_TOS));
            faulty.faults.failCall(2, "setsockopt", Constant.EINVAL);
            socket.setOption(StandardSocketOptions.IP_TOS, 16);
            assertEquals(16, socket.getOption(StandardSocketOptions.IP_TOS));
            faulty.faults.failCall(2, "setsockopt", Constant.EPERM);
            assertThrows(SocketException.class, () -> socket.setOption(StandardSocketOptions.IP_TOS, 8));
        }
    }

    @Test
    @Clause("T11")
    void connectNamesWhatTheKernelSays() throws Exception {
        faulty.faults.failNext(1, "connect", Constant.EHOSTUNREACH);
        assertThrows(NoRouteToHostException.class, () -> faulty.connect(listener));
        faulty.faults.failNext(1, "connect", Constant.EADDRNOTAVAIL);
        assertThrows(ConnectException.class, () -> faulty.connect(listener));
        faulty.faults.failNext(1, "socket", Constant.EMFILE);
        IOException thrown = assertThrows(IOException.class, () -> faulty.connect(listener));
        assertTrue(thrown.toString().contains("EMFILE"), thrown.toString());
        assertEquals(1, faulty.netpoll.registrations());
    }

    @Test
    @Clause("T17")
    void anInterruptedCloseIsNotRepeated() throws Exception {
        TcpStream client = faulty.connect(listener);
        int calls = faulty.faults.calls("close");
        faulty.faults.failNext(1, "close", Constant.EINTR);
        client.close();
        assertEquals(calls + 1, faulty.faults.calls("close"));
        assertFalse(client.isOpen());
    }

    @Test
    @Clause("T7")
    void aRefusedCloseIsToldAndClosesAllTheSame() throws Exception {
        TcpStream client = faulty.connect(listener);
        faulty.faults.failNext(1, "close", Constant.ENOSPC); // As a network file system says.
        assertThrows(IOException.class, client::close);
        assertFalse(client.isOpen());
        client.close();
        assertEquals(1, faulty.netpoll.registrations());
    }

    private static <T> Thread start(CompletableFuture<T> outcome, Call<T> call) {
        Thread thread = ThreadKind.best().factory("fault-").newThread(() -> {
            try {
                outcome.complete(call.run());
            } catch (Throwable thrown) {
                outcome.completeExceptionally(thrown);
            }
        });
        thread.start();
        return thread;
    }

    @FunctionalInterface
    private interface Call<T> {
        T run() throws Exception;
    }
}
