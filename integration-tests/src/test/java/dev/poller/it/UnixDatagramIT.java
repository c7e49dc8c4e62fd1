// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.UnixAddress;
import dev.poller.blocking.Cancellation;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.OperationCancelledException;
import dev.poller.blocking.Until;
import dev.poller.blocking.datagram.UnixDatagramSocket;
import dev.poller.blocking.datagram.UnixDatagramSocket.Received;
import dev.poller.tck.Clause;
import dev.poller.tck.Descriptors;
import dev.poller.tck.Threads;
import dev.poller.tck.Watchdog;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NotYetConnectedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Messages between Unix sockets. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "run over epoll")
@ExtendWith(Watchdog.class)
@SuppressWarnings("try") // some are closed before their block ends
final class UnixDatagramIT {
    @TempDir
    private Path directory;

    private Map<String, Long> before;
    private Netpoll netpoll;

    @BeforeEach
    void open() throws IOException {
        before = Descriptors.counts();
        netpoll = Netpoll.options().provider("epoll").open();
    }

    @AfterEach
    void closeWithoutALeak() {
        netpoll.close();
        assertEquals(before, Descriptors.counts());
    }

    private UnixAddress at(String name) {
        return UnixAddress.of(directory.resolve(name));
    }

    private UnixDatagramSocket bind(String name) throws IOException {
        return UnixDatagramSocket.bind(netpoll, at(name));
    }

    @Test
    @Clause({"M1", "M8"})
    void messagesComeWholeWithTheirSender() throws Exception {
        try (UnixDatagramSocket one = bind("one");
                UnixDatagramSocket other = bind("other");
                UnixDatagramSocket nameless = UnixDatagramSocket.connect(netpoll, one.localAddress());
                UnixDatagramSocket named = UnixDatagramSocket.connect(
                        netpoll, UnixAddress.ofAbstract("poller-" + directory.hashCode()), one.localAddress())) {
            for (int size : new int[] {1, 0, 1000, 65_535}) {
                byte[] bytes = new byte[size];
                new Random(size).nextBytes(bytes);
                ByteBuffer source = ByteBuffer.wrap(bytes);
                other.send(source, one.localAddress());
                assertFalse(source.hasRemaining());
                ByteBuffer target = ByteBuffer.allocate(65_536);
                assertEquals(new Received(at("other"), size, false), one.receive(target));
                byte[] read = new byte[target.flip().remaining()];
                target.get(read);
                assertArrayEquals(bytes, read);
            }
            nameless.send(ByteBuffer.allocate(3));
            assertEquals(new Received(UnixAddress.UNNAMED, 3, true), one.receive(ByteBuffer.allocate(2)));
            named.send(ByteBuffer.allocate(4), one.localAddress());
            assertEquals(new Received(named.localAddress(), 4, false), one.receive(ByteBuffer.allocate(9)));
            one.send(ByteBuffer.allocate(5), named.localAddress());
            assertEquals(new Received(at("one"), 5, false), named.receive(ByteBuffer.allocate(9)));
            assertThrows(IllegalArgumentException.class, () -> named.send(ByteBuffer.allocate(1), at("other")));
            assertThrows(IllegalArgumentException.class, () -> one.send(ByteBuffer.allocate(1), UnixAddress.UNNAMED));
            assertThrows(NotYetConnectedException.class, () -> one.send(ByteBuffer.allocate(1)));
            assertThrows(IllegalArgumentException.class, () -> one.send(ByteBuffer.allocate(65_536), at("other")));
            assertTrue(
                    one.setOption(StandardSocketOptions.SO_SNDBUF, 100_000).getOption(StandardSocketOptions.SO_SNDBUF)
                            >= 100_000);
            assertEquals("UnixDatagramSocket[unix:" + directory.resolve("one") + "]", one.toString());
        }
    }

    @Test
    @Clause("M8")
    void aFullQueueIsWaitedForByEitherKindOfSender() throws Exception {
        try (UnixDatagramSocket receiver = bind("r");
                UnixDatagramSocket connected = UnixDatagramSocket.connect(netpoll, receiver.localAddress());
                UnixDatagramSocket free = bind("s")) {
            for (boolean peer : new boolean[] {true, false}) {
                int total = 1000; // far more than the queue of ten or so
                FutureTask<Boolean> sender = new FutureTask<>(() -> {
                    for (int i = 0; i < total; i++) {
                        ByteBuffer message = ByteBuffer.allocate(4).putInt(i).flip();
                        if (peer) {
                            connected.send(message);
                        } else {
                            free.send(message, receiver.localAddress());
                        }
                    }
                    return true;
                });
                Thread sending = new Thread(sender);
                sending.start();
                Threads.awaitParked(sending);
                for (int i = 0; i < total; i++) {
                    ByteBuffer target = ByteBuffer.allocate(4);
                    receiver.receive(target);
                    assertEquals(i, target.flip().getInt());
                }
                assertTrue(sender.get(20, TimeUnit.SECONDS));
            }
        }
    }

    @Test
    @Clause({"M3", "M8"})
    void aSendThatWaitsForRoomEndsAsOthers() throws Exception {
        try (UnixDatagramSocket receiver = bind("r");
                UnixDatagramSocket free = bind("s")) {
            assertThrows(SocketTimeoutException.class, () -> fill(free, Until.in(Duration.ofMillis(50))));
            Cancellation cancellation = new Cancellation();
            FutureTask<Boolean> cancelled = filling(free, Until.cancelled(cancellation));
            cancellation.cancel();
            ended(OperationCancelledException.class, cancelled);
            FutureTask<Boolean> closed = filling(free, Until.FOREVER);
            free.close();
            ended(ClosedChannelException.class, closed);
            FutureTask<Boolean> waits = new FutureTask<>(() -> {
                for (; ; ) {
                    receiver.receive(ByteBuffer.allocate(9));
                }
            });
            Thread reading = new Thread(waits);
            reading.start();
            Threads.awaitParked(reading);
            receiver.close();
            ended(AsynchronousCloseException.class, waits);
        }
    }

    private FutureTask<Boolean> filling(UnixDatagramSocket from, Until until) throws Exception {
        FutureTask<Boolean> task = new FutureTask<>(() -> fill(from, until));
        Thread thread = new Thread(task);
        thread.start();
        Threads.awaitParked(thread);
        return task;
    }

    private boolean fill(UnixDatagramSocket from, Until until) throws IOException {
        for (; ; ) {
            from.send(ByteBuffer.allocate(1), at("r"), until);
        }
    }

    private static void ended(Class<? extends Exception> how, FutureTask<?> task) throws Exception {
        ExecutionException failed = assertThrows(ExecutionException.class, () -> task.get(20, TimeUnit.SECONDS));
        assertTrue(how.isInstance(failed.getCause()), failed::toString);
    }

    @Test
    @Clause({"M4", "M8"})
    void whereNobodyReceivesIsToldByTheAddress() throws Exception {
        IOException none = assertThrows(ConnectException.class, () -> UnixDatagramSocket.connect(netpoll, at("none")));
        assertTrue(
                String.valueOf(none.getMessage())
                        .contains(directory.resolve("none").toString()),
                none::toString);
        try (UnixDatagramSocket one = bind("one")) {
            SocketException absent =
                    assertThrows(SocketException.class, () -> one.send(ByteBuffer.allocate(1), at("none")));
            assertTrue(String.valueOf(absent.getMessage()).contains("ENOENT"), absent::toString);
            UnixDatagramSocket gone = bind("gone");
            try (UnixDatagramSocket sender = UnixDatagramSocket.connect(netpoll, gone.localAddress())) {
                gone.close();
                assertThrows(PortUnreachableException.class, () -> sender.send(ByteBuffer.allocate(1)));
            }
            assertThrows(BindException.class, () -> bind("one"));
            assertThrows(IllegalArgumentException.class, () -> UnixDatagramSocket.bind(netpoll, UnixAddress.UNNAMED));
        }
    }

    @Test
    @Clause({"U6", "U7", "M8"})
    void theFileIsThereFromBindToCloseAndAStaleOneIsReplaced() throws Exception {
        Path file = directory.resolve("f");
        UnixDatagramSocket killed = bind("f");
        Path kept = Files.createLink(directory.resolve("kept"), file);
        killed.close();
        assertFalse(Files.exists(file));
        Files.move(kept, file);
        try (UnixDatagramSocket again = bind("f")) {
            assertEquals(at("f"), again.localAddress());
        }
        assertFalse(Files.exists(file));
    }

    @Test
    @Clause("M8")
    void aProviderOfChannelsRefuses() throws Exception {
        try (Netpoll nio = Netpoll.options().provider("nio").open()) {
            UnsupportedOperationException refused =
                    assertThrows(UnsupportedOperationException.class, () -> UnixDatagramSocket.bind(nio, at("x")));
            assertTrue(String.valueOf(refused.getMessage()).contains("epoll"), refused::toString);
        }
        netpoll.close();
        open(); // java.nio keeps descriptors of its own from now on
    }
}
