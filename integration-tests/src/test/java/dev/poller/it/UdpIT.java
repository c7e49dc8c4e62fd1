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
import dev.poller.blocking.datagram.DatagramBatch;
import dev.poller.blocking.datagram.Membership;
import dev.poller.blocking.datagram.UdpOptions;
import dev.poller.blocking.datagram.UdpSocket;
import dev.poller.blocking.datagram.UdpSocket.Received;
import dev.poller.tck.Await;
import dev.poller.tck.Clause;
import dev.poller.tck.Watchdog;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.Inet6Address;
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
    @Clause("M5")
    void aBatchIsReceivedAndAnswered(On on) throws Exception {
        on.run(netpoll -> {
            try (UdpSocket server = UdpSocket.bind(netpoll, ANY_PORT);
                    UdpSocket one = UdpSocket.bind(netpoll, ANY_PORT);
                    UdpSocket other = UdpSocket.connect(netpoll, server.localAddress())) {
                DatagramBatch sent = new DatagramBatch(3, 100);
                sent.addTo(server.localAddress(), bytes(1, 2, 3)).addTo(server.localAddress(), bytes());
                one.send(sent);
                assertEquals(2, sent.sent());
                other.send(sent.clear().add(bytes(4)).add(bytes(5, 6, 7, 8, 9)));
                DatagramBatch received = new DatagramBatch(4, 4);
                for (int count = 0; count < 4; ) {
                    DatagramBatch some = new DatagramBatch(4 - count, 4);
                    int came = server.receive(some);
                    assertEquals(came, some.count());
                    for (int i = 0; i < came; i++, count++) {
                        InetSocketAddress from = count < 2 ? one.localAddress() : other.localAddress();
                        assertEquals(from, some.address(i));
                        assertEquals(new int[] {3, 0, 1, 5}[count], some.size(i));
                        assertEquals(count == 3, some.truncated(i));
                        received.addTo(from, some.bytes(i));
                    }
                    server.send(some); // as it was received
                    assertEquals(came, some.sent());
                }
                assertArrayEquals(
                        new byte[] {5, 6, 7, 8}, read(received.bytes(3).position(4)));
                ByteBuffer target = ByteBuffer.allocate(10);
                assertEquals(new Received(server.localAddress(), 3, false), one.receive(target));
                assertArrayEquals(new byte[] {1, 2, 3}, read(target));
                assertEquals(0, one.receive(target.clear()).size());
                assertEquals(1, other.receive(target.clear()).size());
                assertEquals(4, other.receive(target.clear()).size());
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    @Clause("M5")
    void aBatchOfManyMessagesWaitsForRoomAndLosesItsPlaceNowhere(On on) throws Exception {
        on.run(netpoll -> {
            try (UdpSocket from = UdpSocket.bind(netpoll, ANY_PORT);
                    UdpSocket to = UdpSocket.bind(netpoll, ANY_PORT)) {
                to.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 20);
                DatagramBatch batch = new DatagramBatch(64, 32);
                DatagramBatch received = new DatagramBatch(64, 32);
                for (int round = 0; round < 20; round++) {
                    batch.clear();
                    for (int i = 0; i < 64; i++) {
                        batch.addTo(to.localAddress(), bytes(round, i));
                    }
                    from.send(batch);
                    for (int done = 0; done < 64; ) {
                        int came = to.receive(received);
                        for (int i = 0; i < came; i++, done++) {
                            assertEquals(bytes(round, done), received.bytes(i));
                        }
                    }
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    @Clause({"M3", "M5"})
    void aBatchWaitsAndEndsAsASingleMessage(On on) throws Exception {
        on.run(netpoll -> {
            try (UdpSocket socket = UdpSocket.bind(netpoll, ANY_PORT)) {
                DatagramBatch batch = new DatagramBatch(2, 10);
                assertThrows(
                        SocketTimeoutException.class, () -> socket.receive(batch, Until.in(Duration.ofMillis(20))));
                assertEquals(0, batch.count());
                assertThrows(IndexOutOfBoundsException.class, () -> batch.bytes(0));
                assertThrows(
                        NotYetConnectedException.class,
                        () -> socket.send(batch.clear().add(bytes(1))));
                assertThrows(IllegalArgumentException.class, () -> batch.add(ByteBuffer.allocate(11)));
                batch.add(bytes(2));
                assertThrows(IllegalStateException.class, () -> batch.add(bytes(3)));
                assertThrows(
                        UnknownHostException.class,
                        () -> new DatagramBatch(1, 1)
                                .addTo(InetSocketAddress.createUnresolved("nowhere.invalid", 1), bytes(1)));
                socket.send(batch.clear());
                assertEquals(0, batch.sent());
                try (UdpSocket connected = UdpSocket.connect(netpoll, socket.localAddress())) {
                    batch.clear().addTo(DISCARD, bytes(1));
                    assertThrows(IllegalArgumentException.class, () -> connected.send(batch));
                }
            }
            for (int[] bad : new int[][] {{0, 1}, {1025, 1}, {1, 0}, {1, 65_536}, {-1, -1}}) {
                assertThrows(IllegalArgumentException.class, () -> new DatagramBatch(bad[0], bad[1]));
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    @Clause("M6")
    void membersOfAGroupReceiveWhatIsSentToIt(On on) throws Exception {
        assumeTrue(OS.LINUX.isCurrentOs(), "by the loopback interface on Linux");
        NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        InetAddress group = InetAddress.getByName("239.77.1.2");
        on.run(netpoll -> {
            try (UdpSocket member = UdpSocket.bind(netpoll, new InetSocketAddress("0.0.0.0", 0));
                    UdpSocket sender = UdpSocket.bind(netpoll, ANY_PORT)) {
                InetSocketAddress to =
                        new InetSocketAddress(group, member.localAddress().getPort());
                sender.setOption(StandardSocketOptions.IP_MULTICAST_IF, loopback);
                sender.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 2);
                sender.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true);
                assertEquals(loopback, sender.getOption(StandardSocketOptions.IP_MULTICAST_IF));
                assertEquals(2, sender.getOption(StandardSocketOptions.IP_MULTICAST_TTL));
                assertEquals(true, sender.getOption(StandardSocketOptions.IP_MULTICAST_LOOP));
                Membership membership = member.join(group, loopback);
                assertEquals(group, membership.group());
                assertEquals(loopback, membership.networkInterface());
                sender.send(bytes(1), to);
                assertEquals(1, member.receive(ByteBuffer.allocate(9), soon()).size());
                membership.close();
                membership.close();
                sender.send(bytes(1, 2), to);
                sender.send(bytes(1, 2, 3), new InetSocketAddress(InetAddress.getLoopbackAddress(), to.getPort()));
                assertEquals(3, member.receive(ByteBuffer.allocate(9), soon()).size()); // and not the 2 before
                UdpSocket other = UdpSocket.bind(netpoll, new InetSocketAddress("0.0.0.0", 0));
                Membership late = other.join(group, loopback);
                other.close();
                late.close();
                assertThrows(ClosedChannelException.class, () -> other.join(group, loopback));
                assertThrows(
                        IllegalArgumentException.class, () -> sender.join(InetAddress.getByName("10.0.0.1"), loopback));
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    @Clause("M6")
    void aGroupOfIpv6IsJoinedAndLeft(On on) throws Exception {
        assumeTrue(OS.LINUX.isCurrentOs(), "by the loopback interface on Linux");
        NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        assumeTrue(loopback.inetAddresses().anyMatch(Inet6Address.class::isInstance), "this machine has no IPv6");
        InetAddress group = InetAddress.getByName("ff12::4711");
        on.run(netpoll -> {
            try (UdpSocket member = UdpSocket.bind(netpoll, new InetSocketAddress("::", 0))) {
                member.setOption(StandardSocketOptions.IP_MULTICAST_IF, loopback);
                assertEquals(loopback, member.getOption(StandardSocketOptions.IP_MULTICAST_IF));
                for (int i = 0; i < 2; i++) { // nobody can be a member twice: the second time it has left
                    member.join(group, loopback).close();
                }
                member.join(InetAddress.getByName("239.77.1.2"), loopback).close();
            }
            try (UdpSocket four = UdpSocket.bind(netpoll, ANY_PORT)) {
                assertThrows(IllegalArgumentException.class, () -> four.join(group, loopback));
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    @Clause({"M4", "M7"})
    void whatIsSentAtOnceIsCutIntoMessages(On on) throws Exception {
        on.run(netpoll -> {
            try (UdpSocket from = UdpSocket.bind(netpoll, ANY_PORT);
                    UdpSocket to = UdpSocket.bind(netpoll, ANY_PORT)) {
                if (!from.supportedOptions().contains(UdpOptions.SEGMENT_SIZE)) {
                    assertEquals("nio", netpoll.provider());
                    assertThrows(
                            UnsupportedOperationException.class, () -> from.setOption(UdpOptions.SEGMENT_SIZE, 1000));
                    assertThrows(UnsupportedOperationException.class, () -> from.getOption(UdpOptions.TIME_TO_LIVE));
                    return;
                }
                from.setOption(UdpOptions.SEGMENT_SIZE, 1000);
                assertEquals(1000, from.getOption(UdpOptions.SEGMENT_SIZE));
                from.send(ByteBuffer.allocate(2500), to.localAddress());
                for (int size : new int[] {1000, 1000, 500}) {
                    assertEquals(
                            size, to.receive(ByteBuffer.allocate(3000), soon()).size());
                }
                from.setOption(UdpOptions.TIME_TO_LIVE, 7);
                assertEquals(7, from.getOption(UdpOptions.TIME_TO_LIVE));
                assertThrows(IllegalArgumentException.class, () -> from.setOption(UdpOptions.TIME_TO_LIVE, 0));
                assertThrows(
                        IllegalArgumentException.class,
                        () -> from.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 256));
            }
        });
    }

    private static Until soon() {
        return Until.in(Duration.ofSeconds(10));
    }

    private static ByteBuffer bytes(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length);
        for (int value : values) {
            bytes.put((byte) value);
        }
        return bytes.flip();
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
