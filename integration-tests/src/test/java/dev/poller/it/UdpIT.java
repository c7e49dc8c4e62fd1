// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.blocking.Cancellation;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.OperationCancelledException;
import dev.poller.blocking.ThreadKind;
import dev.poller.blocking.Until;
import dev.poller.blocking.datagram.UdpSocket;
import dev.poller.blocking.datagram.UdpSocket.Received;
import dev.poller.tck.Await;
import dev.poller.tck.Clause;
import dev.poller.tck.Watchdog;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NotYetConnectedException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages over UDP, on each provider and from each kind of thread. */
@ExtendWith(Watchdog.class)
final class UdpIT {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static final InetSocketAddress DISCARD = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

    /** What a message in IPv4 has at most. */
    private static final int LARGEST = 65_507;

    /** A provider and a kind of thread. */
    enum On {
        EPOLL_VIRTUAL("epoll", ThreadKind.VIRTUAL),
        EPOLL_PLATFORM("epoll", ThreadKind.PLATFORM),
        NIO_VIRTUAL("nio", ThreadKind.VIRTUAL),
        NIO_PLATFORM("nio", ThreadKind.PLATFORM);

        private final String provider;
        private final ThreadKind threads;

        On(String provider, ThreadKind threads) {
            this.provider = provider;
            this.threads = threads;
        }

        /** Runs on a thread of that kind, on a runtime of its own that must have nothing left. */
        void run(Test test) throws Exception {
            assumeTrue(threads.available(), () -> "this Java has no " + threads + " threads");
            assumeTrue(!provider.equals("epoll") || OS.LINUX.isCurrentOs(), "epoll is Linux's");
            Netpoll used;
            try (Netpoll netpoll = Netpoll.options().provider(provider).open()) {
                FutureTask<Boolean> task = new FutureTask<>(() -> {
                    test.run(netpoll);
                    return true;
                });
                threads.factory("udp-").newThread(task).start();
                try {
                    assertTrue(task.get());
                } catch (ExecutionException failed) {
                    if (failed.getCause() instanceof Exception cause) {
                        throw cause;
                    }
                    throw new AssertionError(failed.getCause());
                }
                used = netpoll;
            }
            assertEquals(0, used.registrations());
        }
    }

    @FunctionalInterface
    interface Test {
        void run(Netpoll netpoll) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    @Clause("M1")
    void messagesComeWholeWithTheirSender(On on) throws Exception {
        on.run(netpoll -> {
            try (UdpSocket one = UdpSocket.bind(netpoll, ANY_PORT);
                    UdpSocket other = UdpSocket.bind(netpoll, ANY_PORT)) {
                for (int size : new int[] {1, 0, 1000, LARGEST}) {
                    byte[] bytes = new byte[size];
                    new Random(size).nextBytes(bytes);
                    ByteBuffer source = ByteBuffer.wrap(bytes);
                    one.send(source, other.localAddress());
                    assertFalse(source.hasRemaining());
                    ByteBuffer target = ByteBuffer.allocate(LARGEST + 1);
                    assertEquals(new Received(one.localAddress(), size, false), other.receive(target));
                    assertArrayEquals(bytes, read(target));
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    @Clause("M1")
    void aMessageForWhichThereIsNoRoomIsCutAndSaysSo(On on) throws Exception {
        on.run(netpoll -> {
            try (UdpSocket one = UdpSocket.bind(netpoll, ANY_PORT);
                    UdpSocket other = UdpSocket.connect(netpoll, one.localAddress())) {
                other.send(ByteBuffer.wrap(new byte[] {1, 2, 3}));
                other.send(ByteBuffer.wrap(new byte[] {4, 5}));
                other.send(ByteBuffer.wrap(new byte[] {6}));
                ByteBuffer target = ByteBuffer.allocateDirect(2);
                assertEquals(new Received(other.localAddress(), 3, true), one.receive(target));
                assertArrayEquals(new byte[] {1, 2}, read(target));
                target.clear();
                assertEquals(new Received(other.localAddress(), 2, false), one.receive(target));
                assertEquals(new Received(other.localAddress(), 1, true), one.receive(ByteBuffer.allocate(0)));
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    @Clause("M2")
    void aConnectedSocketHearsItsPeerAlone(On on) throws Exception {
        on.run(netpoll -> {
            try (UdpSocket server = UdpSocket.bind(netpoll, ANY_PORT);
                    UdpSocket stranger = UdpSocket.bind(netpoll, ANY_PORT);
                    UdpSocket client = UdpSocket.connect(netpoll, server.localAddress())) {
                stranger.send(ByteBuffer.wrap(new byte[] {9}), client.localAddress());
                client.send(ByteBuffer.wrap(new byte[] {1}));
                Received received = server.receive(ByteBuffer.allocate(1));
                assertEquals(client.localAddress(), received.from());
                server.send(ByteBuffer.wrap(new byte[] {2}), received.from());
                ByteBuffer answer = ByteBuffer.allocate(1);
                assertEquals(server.localAddress(), client.receive(answer).from());
                assertEquals(2, answer.get(0));
                assertEquals(server.localAddress(), client.remoteAddress());
                client.send(ByteBuffer.allocate(1), server.localAddress());
                assertThrows(
                        IllegalArgumentException.class,
                        () -> client.send(ByteBuffer.allocate(1), stranger.localAddress()));
                assertThrows(NotYetConnectedException.class, () -> server.send(ByteBuffer.allocate(1)));
                assertThrows(NotYetConnectedException.class, server::remoteAddress);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    @Clause("M2")
    void aPortThatNobodyHasIsToldToAConnectedSocket(On on) throws Exception {
        on.run(netpoll -> {
            InetSocketAddress free;
            try (UdpSocket socket = UdpSocket.bind(netpoll, ANY_PORT)) {
                free = socket.localAddress();
            }
            try (UdpSocket client = UdpSocket.connect(netpoll, free)) {
                client.send(ByteBuffer.allocate(1));
                assertThrows(
                        PortUnreachableException.class,
                        () -> client.receive(ByteBuffer.allocate(1), Until.in(Duration.ofSeconds(10))));
                try (UdpSocket server = UdpSocket.bind(netpoll, free)) {
                    client.send(ByteBuffer.wrap(new byte[] {7}));
                    assertEquals(
                            client.localAddress(),
                            server.receive(ByteBuffer.allocate(1)).from());
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    @Clause("M3")
    void aReceiveThatWaitsEndsAsAReadDoes(On on) throws Exception {
        on.run(netpoll -> {
            UdpSocket socket = UdpSocket.bind(netpoll, ANY_PORT);
            ByteBuffer target = ByteBuffer.allocate(1);
            assertThrows(SocketTimeoutException.class, () -> socket.receive(target, Until.in(Duration.ofMillis(1))));
            Cancellation cancellation = new Cancellation();
            Waiting cancelled = Waiting.start(() -> socket.receive(target, Until.cancelled(cancellation)));
            cancellation.cancel();
            cancelled.failure(OperationCancelledException.class);
            Waiting interrupted = Waiting.start(() -> socket.receive(target));
            interrupted.thread.interrupt();
            interrupted.failure(InterruptedIOException.class);
            Waiting woken = Waiting.start(() -> socket.receive(target));
            socket.send(ByteBuffer.wrap(new byte[] {5}), socket.localAddress());
            assertEquals(new Received(socket.localAddress(), 1, false), woken.task.get());
            Waiting closed = Waiting.start(() -> socket.receive(target));
            socket.close();
            closed.failure(AsynchronousCloseException.class);
            assertThrows(ClosedChannelException.class, () -> socket.receive(target));
            assertThrows(ClosedChannelException.class, () -> socket.send(target, DISCARD));
            assertTrue(socket.localAddress().getPort() > 0);
            UdpSocket other = UdpSocket.bind(netpoll, ANY_PORT);
            Waiting ended = Waiting.start(() -> other.receive(target));
            netpoll.close();
            ended.failure(AsynchronousCloseException.class);
        });
    }

    @ParameterizedTest
    @EnumSource
    @Clause("M1")
    void pingPongFromTwoThreads(On on) throws Exception {
        on.run(netpoll -> {
            int rounds = 5_000;
            try (UdpSocket server = UdpSocket.bind(netpoll, ANY_PORT);
                    UdpSocket client = UdpSocket.connect(netpoll, server.localAddress())) {
                FutureTask<Integer> echo = new FutureTask<>(() -> {
                    ByteBuffer room = ByteBuffer.allocate(64);
                    for (int i = 0; i < rounds; i++) {
                        Received received = server.receive(room.clear());
                        server.send(room.flip(), received.from());
                    }
                    return rounds;
                });
                ThreadKind.best().factory("echo-").newThread(echo).start();
                ByteBuffer answer = ByteBuffer.allocate(64);
                for (int i = 0; i < rounds; i++) {
                    client.send(ByteBuffer.allocate(4).putInt(0, i));
                    assertEquals(
                            4,
                            client.receive(answer.clear(), Until.in(Duration.ofSeconds(20)))
                                    .size());
                    assertEquals(i, answer.getInt(0));
                }
                assertEquals(rounds, echo.get());
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    @Clause("M4")
    void whatCannotBeSentOrBoundIsRefused(On on) throws Exception {
        on.run(netpoll -> {
            try (UdpSocket socket = UdpSocket.bind(netpoll, ANY_PORT)) {
                assertThrows(
                        IllegalArgumentException.class,
                        () -> socket.send(ByteBuffer.allocate(65_536), socket.localAddress()));
                IOException large = assertThrows(
                        IOException.class, () -> socket.send(ByteBuffer.allocate(LARGEST + 1), socket.localAddress()));
                assertTrue(String.valueOf(large.getMessage()).contains("127.0.0.1:"), large::toString);
                assertThrows(
                        UnknownHostException.class,
                        () -> socket.send(ByteBuffer.allocate(1), InetSocketAddress.createUnresolved("nobody", 1)));
                assertThrows(
                        ReadOnlyBufferException.class,
                        () -> socket.receive(ByteBuffer.allocate(1).asReadOnlyBuffer()));
                BindException taken =
                        assertThrows(BindException.class, () -> UdpSocket.bind(netpoll, socket.localAddress()));
                assertTrue(
                        String.valueOf(taken.getMessage())
                                .endsWith(":" + socket.localAddress().getPort()),
                        taken::toString);
                assertEquals(1, netpoll.registrations());
            }
            assertEquals(0, netpoll.registrations());
        });
    }

    @ParameterizedTest
    @EnumSource
    @Clause("M4")
    void optionsCanBeSetAndOthersAreRefusedByName(On on) throws Exception {
        on.run(netpoll -> {
            try (UdpSocket socket = UdpSocket.bind(netpoll, ANY_PORT)) {
                assertFalse(socket.getOption(StandardSocketOptions.SO_BROADCAST));
                socket.setOption(StandardSocketOptions.SO_BROADCAST, true);
                assertTrue(socket.getOption(StandardSocketOptions.SO_BROADCAST));
                assertTrue(socket.supportedOptions().contains(StandardSocketOptions.SO_RCVBUF));
                UnsupportedOperationException refused = assertThrows(
                        UnsupportedOperationException.class,
                        () -> socket.setOption(StandardSocketOptions.TCP_NODELAY, true));
                assertTrue(String.valueOf(refused.getMessage()).contains("TCP_NODELAY"), refused::toString);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    @Clause("M1")
    void aSocketOnAllAddressesHearsIpv4AndIpv6(On on) throws Exception {
        on.run(netpoll -> {
            try (UdpSocket all = UdpSocket.bind(netpoll, new InetSocketAddress(0))) {
                InetAddress six = InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
                for (InetAddress address : NetworkInterface.getByInetAddress(six) == null
                        ? new InetAddress[] {InetAddress.getLoopbackAddress()}
                        : new InetAddress[] {InetAddress.getLoopbackAddress(), six}) {
                    InetSocketAddress target =
                            new InetSocketAddress(address, all.localAddress().getPort());
                    try (UdpSocket client = UdpSocket.connect(netpoll, target)) {
                        client.send(ByteBuffer.allocate(3));
                        assertEquals(
                                new Received(client.localAddress(), 3, false), all.receive(ByteBuffer.allocate(3)));
                        all.send(ByteBuffer.allocate(2), client.localAddress());
                        assertEquals(
                                target, client.receive(ByteBuffer.allocate(3)).from());
                    }
                }
            }
        });
    }

    private static byte[] read(ByteBuffer target) {
        byte[] bytes = new byte[target.flip().remaining()];
        target.get(bytes);
        return bytes;
    }

    /** A call that waits. */
    private record Waiting(FutureTask<Received> task, Thread thread) {
        static Waiting start(Callable<Received> call) throws Exception {
            FutureTask<Received> task = new FutureTask<>(call);
            Thread thread = ThreadKind.best().factory("waiting-").newThread(task);
            thread.start();
            Await.until("the thread waits", () -> thread.getState() == Thread.State.WAITING || task.isDone());
            return new Waiting(task, thread);
        }

        void failure(Class<? extends Exception> with) {
            assertInstanceOf(
                    with, assertThrows(ExecutionException.class, task::get).getCause());
        }
    }
}
