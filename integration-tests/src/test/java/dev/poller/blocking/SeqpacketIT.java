// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.UnixAddress;
import dev.poller.blocking.datagram.SeqpacketListener;
import dev.poller.blocking.datagram.SeqpacketSocket;
import dev.poller.blocking.datagram.SeqpacketSocket.Received;
import dev.poller.libc.Constant;
import dev.poller.tck.Clause;
import dev.poller.tck.Threads;
import dev.poller.tck.Watchdog;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** Connections of messages. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "seqpacket sockets are Linux's")
@ExtendWith(Watchdog.class)
@SuppressWarnings("try") // some are closed before their block ends
final class SeqpacketIT extends LinuxDescriptors {
    private SeqpacketListener listener;
    private SeqpacketSocket one;
    private SeqpacketSocket other;

    /** From its first socket on the JDK keeps one open. */
    @BeforeAll
    static void openASocketOfTheJdk() throws IOException {
        new ServerSocket(0).close();
    }

    @BeforeEach
    void connect() throws IOException {
        listener = SeqpacketListener.open(netpoll, at("s"));
        one = SeqpacketSocket.connect(netpoll, at("s"));
        other = listener.accept();
    }

    private UnixAddress at(String name) {
        return UnixAddress.of(directory.resolve(name));
    }

    @Test
    @Clause("M9")
    void messagesComeWholeAndInOrderAndTheEndIsTold() throws Exception {
        for (boolean direct : new boolean[] {true, false}) {
            one.send(message(1, direct));
            one.send(message(7, direct).limit(3));
            assertEquals(whole(1), other.receive(ByteBuffer.allocate(10)));
            assertEquals(whole(3), other.receive(ByteBuffer.allocate(10)));
            for (int size : new int[] {1000, 61_440, 61_441, 150_000}) {
                one.send(message(size, direct));
                ByteBuffer target = direct ? ByteBuffer.allocateDirect(200_000) : ByteBuffer.allocate(200_000);
                target.position(5);
                assertEquals(whole(size), other.receive(target));
                assertEquals(5 + size, target.position());
                assertArrayEquals(
                        bytes(message(size, direct)), bytes(target.flip().position(5)));
            }
        }
        one.shutdownOutput();
        assertEquals(whole(-1), other.receive(ByteBuffer.allocate(10)));
        other.send(message(4, false));
        assertEquals(whole(4), one.receive(ByteBuffer.allocate(4)));
        assertThrows(SocketException.class, () -> one.send(message(1, false)));
        assertEquals(whole(-1), other.receive(ByteBuffer.allocateDirect(10)));
    }

    @Test
    @Clause("M9")
    void aMessageForWhichThereIsNoRoomIsCutAndSaysSo() throws Exception {
        for (boolean direct : new boolean[] {true, false}) {
            one.send(message(1000, direct));
            one.send(message(2, direct));
            ByteBuffer target = direct ? ByteBuffer.allocateDirect(10) : ByteBuffer.allocate(10);
            assertEquals(new Received(1000, true, List.of(), false), other.receive(target));
            assertFalse(target.hasRemaining());
            assertEquals(whole(2), other.receive(target.clear()));
        }
    }

    @Test
    @Clause({"M9", "T5"})
    void aSendWaitsForRoomAndNoMessageIsLost() throws Exception {
        int total = 5000; // far more than fit
        FutureTask<Boolean> sending = started(() -> {
            for (int i = 0; i < total; i++) {
                one.send(ByteBuffer.allocate(1000).putInt(0, i));
            }
            return true;
        });
        for (int i = 0; i < total; i++) {
            ByteBuffer target = ByteBuffer.allocate(1000);
            assertEquals(whole(1000), other.receive(target));
            assertEquals(i, target.getInt(0));
        }
        assertTrue(sending.get(20, TimeUnit.SECONDS));
        SocketTimeoutException late =
                assertThrows(SocketTimeoutException.class, () -> fill(Until.in(Duration.ofMillis(20))));
        assertEquals(0, late.bytesTransferred);
    }

    private boolean fill(Until until) throws IOException {
        for (; ; ) {
            one.send(message(1000, true), until);
        }
    }

    @Test
    @Clause({"M9", "T7", "T13", "T21"})
    void callsThatWaitEndAsOthers() throws Exception {
        ByteBuffer target = ByteBuffer.allocate(10);
        assertThrows(SocketTimeoutException.class, () -> other.receive(target, 0, Until.in(Duration.ofMillis(1))));
        assertThrows(SocketTimeoutException.class, () -> listener.accept(Until.in(Duration.ofMillis(1))));
        Cancellation cancellation = new Cancellation();
        FutureTask<Boolean> cancelled = started(() -> fill(Until.cancelled(cancellation)));
        cancellation.cancel();
        ended(OperationCancelledException.class, cancelled);
        FutureTask<Boolean> closed = started(() -> fill(Until.FOREVER));
        one.close();
        ended(AsynchronousCloseException.class, closed);
        assertThrows(ClosedChannelException.class, () -> one.send(message(1, false)));
        FutureTask<SeqpacketSocket> accepting = started(() -> listener.accept());
        listener.close();
        ended(AsynchronousCloseException.class, accepting);
    }

    @Test
    @Clause({"M9", "U3"})
    void aFullQueueOfConnectionsIsWaitedFor() throws Exception {
        UnixListener.Options options = new UnixListener.Options(1, Optional.empty(), true);
        try (SeqpacketListener full = SeqpacketListener.open(netpoll, at("full"), options);
                SeqpacketSocket first = SeqpacketSocket.connect(netpoll, at("full"));
                SeqpacketSocket second = SeqpacketSocket.connect(netpoll, at("full"))) {
            Until soon = Until.in(Duration.ofMillis(20));
            assertThrows(SocketTimeoutException.class, () -> SeqpacketSocket.connect(netpoll, at("full"), soon));
            FutureTask<SeqpacketSocket> waiting = started(() -> SeqpacketSocket.connect(netpoll, at("full")));
            full.accept().close();
            waiting.get(20, TimeUnit.SECONDS).close();
            assertEquals(UnixAddress.UNNAMED, first.localAddress());
            assertEquals(at("full"), second.remoteAddress());
        }
    }

    @Test
    @Clause({"M9", "U10"})
    void descriptorsTravelWithAMessage() throws Exception {
        int[] pipe = pipe();
        one.send(message(100_000, false), pipe[1], pipe[1]);
        one.send(message(3, true), pipe[1]);
        libc.close(pipe[1]);
        Received received = other.receive(ByteBuffer.allocate(100_000), 2, Until.FOREVER);
        assertEquals(2, received.descriptors().size());
        int passed = received.descriptors().get(0);
        assertEquals(c(Constant.FD_CLOEXEC), libc.fcntl(passed, c(Constant.F_GETFD), 0));
        received.descriptors().forEach(libc::close);
        assertEquals(new Received(3, false, List.of(), true), other.receive(ByteBuffer.allocate(10)));
        try (Descriptor source = Descriptor.adopt(netpoll, pipe[0], Descriptor.Ownership.OWNED)) {
            assertEquals(-1, source.read(new byte[1]));
        }
    }

    @Test
    @Clause({"M9", "U2", "U9"})
    void bothEndsAreKnownAndWhereNobodyListensIsTold() throws Exception {
        assertEquals(at("s"), one.remoteAddress());
        assertEquals(at("s"), other.localAddress());
        assertEquals(UnixAddress.UNNAMED, other.remoteAddress());
        assertEquals((int) ProcessHandle.current().pid(), other.peer().pid());
        assertTrue(
                one.setOption(StandardSocketOptions.SO_SNDBUF, 400_000).getOption(StandardSocketOptions.SO_SNDBUF) > 0);
        assertEquals("SeqpacketListener[unix:" + directory.resolve("s") + "]", listener.toString());
        for (String name : List.of("none", "stream")) {
            try (UnixListener stream = UnixListener.open(netpoll, at("stream"))) {
                IOException refused =
                        assertThrows(SocketException.class, () -> SeqpacketSocket.connect(netpoll, at(name)));
                assertTrue(String.valueOf(refused.getMessage()).contains("/" + name), refused::toString);
            }
        }
        assertThrows(ConnectException.class, () -> SeqpacketSocket.connect(netpoll, at("none")));
    }

    @Test
    @Clause({"M9", "U6", "U7", "U8"})
    void theFileIsAListenersAndAStaleOneIsReplaced() throws Exception {
        Path file = directory.resolve("f");
        Set<PosixFilePermission> mine = PosixFilePermissions.fromString("rw-------");
        UnixListener.Options options = new UnixListener.Options(5, Optional.of(mine), true);
        SeqpacketListener killed = SeqpacketListener.open(netpoll, at("f"), options);
        assertEquals(mine, Files.getPosixFilePermissions(file));
        Path kept = Files.createLink(directory.resolve("kept"), file);
        killed.close();
        assertFalse(Files.exists(file));
        Files.move(kept, file);
        try (SeqpacketListener again = SeqpacketListener.open(netpoll, at("f"))) {
            assertThrows(BindException.class, () -> SeqpacketListener.open(netpoll, at("f")));
            assertTrue(again.isOpen());
        }
        assertFalse(Files.exists(file));
    }

    @Test
    @Clause("M9")
    void whatCannotBeSentOrReceivedIsRefused() throws Exception {
        ByteBuffer none = ByteBuffer.allocate(0);
        assertThrows(IllegalArgumentException.class, () -> one.send(none));
        assertThrows(IllegalArgumentException.class, () -> one.send(message(1, false), -1));
        assertThrows(IllegalArgumentException.class, () -> other.receive(none));
        assertThrows(IllegalArgumentException.class, () -> other.receive(ByteBuffer.allocate(1), 251, Until.FOREVER));
        assertThrows(
                ReadOnlyBufferException.class,
                () -> other.receive(ByteBuffer.allocate(1).asReadOnlyBuffer()));
        assertThrows(IllegalArgumentException.class, () -> SeqpacketSocket.connect(netpoll, UnixAddress.UNNAMED));
        assertThrows(IllegalArgumentException.class, () -> SeqpacketListener.open(netpoll, UnixAddress.UNNAMED));
        IOException huge = assertThrows(SocketException.class, () -> one.send(ByteBuffer.allocateDirect(10_000_000)));
        assertTrue(String.valueOf(huge.getMessage()).contains("EMSGSIZE"), huge::toString);
        one.send(message(2, false));
        assertEquals(whole(2), other.receive(ByteBuffer.allocate(2)));
    }

    @Test
    @Clause("M9")
    void aProviderThatCannotSaysWhoCan() throws Exception {
        try (Netpoll nio = Netpoll.options().provider("nio").open()) {
            for (Callable<?> attempt : List.<Callable<?>>of(
                    () -> SeqpacketSocket.connect(nio, at("s")), () -> SeqpacketListener.open(nio, at("x")))) {
                UnsupportedOperationException refused =
                        assertThrows(UnsupportedOperationException.class, attempt::call);
                assertTrue(String.valueOf(refused.getMessage()).contains("epoll"), refused::toString);
            }
        }
    }

    private static <T> FutureTask<T> started(Callable<T> call) throws Exception {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task);
        thread.start();
        Threads.awaitParked(thread);
        return task;
    }

    private static void ended(Class<? extends Exception> how, FutureTask<?> task) {
        ExecutionException failed = assertThrows(ExecutionException.class, () -> task.get(20, TimeUnit.SECONDS));
        assertTrue(how.isInstance(failed.getCause()), failed::toString);
    }

    private static Received whole(int size) {
        return new Received(size, false, List.of(), false);
    }

    private static ByteBuffer message(int size, boolean direct) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return direct ? ByteBuffer.allocateDirect(size).put(bytes).flip() : ByteBuffer.wrap(bytes);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
