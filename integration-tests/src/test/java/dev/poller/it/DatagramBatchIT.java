// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Until;
import dev.poller.blocking.datagram.DatagramBatch;
import dev.poller.blocking.datagram.UdpSocket;
import dev.poller.blocking.datagram.UdpSocket.Received;
import dev.poller.it.UdpIT.On;
import dev.poller.tck.Clause;
import dev.poller.tck.Watchdog;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.NotYetConnectedException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages over UDP in batches, on each provider and from each kind of thread. */
@ExtendWith(Watchdog.class)
final class DatagramBatchIT {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static final InetSocketAddress DISCARD = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

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

    /** On a platform thread, by itself: repeats until the compiler has come so far. */
    @Test
    @Clause("M5")
    void receivingAndAnsweringAllocatesNothing() throws Exception {
        assumeTrue(OS.LINUX.isCurrentOs(), "one call of the system for a batch is Linux's");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int rounds = 10_000;
        try (Netpoll netpoll = Netpoll.options().provider("epoll").open();
                UdpSocket one = UdpSocket.bind(netpoll, ANY_PORT);
                UdpSocket other = UdpSocket.bind(netpoll, ANY_PORT)) {
            one.send(bytes(1), other.localAddress());
            DatagramBatch batch = new DatagramBatch(4, 10);
            long least = Long.MAX_VALUE;
            for (int attempt = 0; attempt < 12 && least >= rounds; attempt++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < rounds; i++) {
                    other.receive(batch);
                    other.send(batch);
                    one.receive(batch);
                    one.send(batch);
                }
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertTrue(least < rounds, least + " bytes for " + rounds + " rounds");
        }
    }

    private static ByteBuffer bytes(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length);
        for (int value : values) {
            bytes.put((byte) value);
        }
        return bytes.flip();
    }

    private static byte[] read(ByteBuffer target) {
        byte[] bytes = new byte[target.flip().remaining()];
        target.get(bytes);
        return bytes;
    }
}
