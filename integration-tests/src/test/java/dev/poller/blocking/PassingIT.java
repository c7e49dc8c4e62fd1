// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.BadDescriptorException;
import dev.poller.UnixAddress;
import dev.poller.blocking.Descriptor.Ownership;
import dev.poller.blocking.UnixStream.Received;
import dev.poller.libc.Constant;
import dev.poller.tck.Await;
import dev.poller.tck.Clause;
import dev.poller.tck.Watchdog;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** Descriptors that are sent over a Unix stream. A pipe tells whether one is open somewhere: if none is, it ends. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "descriptors are passed on Linux")
@ExtendWith(Watchdog.class)
@SuppressWarnings("try") // some are closed before their block ends
final class PassingIT extends LinuxDescriptors {
    private UnixListener listener;
    private UnixStream sender;
    private UnixStream receiver;

    /** From its first socket on the JDK keeps one open. */
    @BeforeAll
    static void openASocketOfTheJdk() throws IOException {
        new ServerSocket(0).close();
    }

    @BeforeEach
    void connect() throws IOException {
        listener = UnixListener.open(netpoll, UnixAddress.of(directory.resolve("s")));
        sender = UnixStream.connect(netpoll, listener.localAddress());
        receiver = listener.accept();
    }

    @Test
    @Clause("U10")
    void aDescriptorTravelsWithItsBytesAndIsNotInherited() throws Exception {
        int[] pipe = pipe();
        sender.send(bytes("one"), pipe[1]);
        libc.close(pipe[1]);
        ByteBuffer target = ByteBuffer.allocate(100);
        Received received = receiver.receive(target, 1);
        assertEquals(3, received.count());
        assertEquals("one", US_ASCII.decode(target.flip()).toString());
        assertFalse(received.cut());
        int passed = received.descriptors().get(0);
        assertEquals(c(Constant.FD_CLOEXEC), libc.fcntl(passed, c(Constant.F_GETFD), 0));
        try (Descriptor source = adopt(pipe[0]);
                Descriptor sink = adopt(passed)) {
            sink.write("through".getBytes(US_ASCII));
            byte[] read = new byte[7];
            assertEquals(7, source.read(read));
            assertEquals("through", new String(read, US_ASCII));
        }
    }

    @Test
    @Clause("U10")
    void whatIsNotTakenIsClosed() throws Exception {
        for (int way = 0; way < 4; way++) {
            int[] pipe = pipe();
            sender.send(bytes("x"), pipe[1]);
            libc.close(pipe[1]);
            switch (way) {
                case 0 -> assertEquals(1, receiver.read(new byte[10]));
                case 1 -> assertEquals(new Received(1, List.of(), true), receiver.receive(ByteBuffer.allocate(1), 0));
                case 2 -> assertEquals(1, receiver.read(ByteBuffer.allocateDirect(1)));
                default -> receiver.close();
            }
            assertEnds(pipe[0]);
        }
    }

    @Test
    @Clause("U10")
    void moreThanAskedForAreCutAndClosed() throws Exception {
        int[] first = pipe();
        int[] second = pipe();
        int[] third = pipe();
        sender.send(bytes("x"), first[1], second[1], third[1]);
        for (int sent : List.of(first[1], second[1], third[1])) {
            libc.close(sent);
        }
        Received received = receiver.receive(ByteBuffer.allocate(10), 2);
        assertEquals(2, received.descriptors().size());
        assertTrue(received.cut());
        assertEnds(third[0]);
        received.descriptors().forEach(libc::close);
        assertEnds(first[0]);
        assertEnds(second[0]);
    }

    @Test
    @Clause("U10")
    void descriptorsComeWithTheByteTheyWereSentWith() throws Exception {
        int[] pipe = pipe();
        int size = 500_000;
        FutureTask<Boolean> sending = new FutureTask<>(() -> {
            ByteBuffer source = ByteBuffer.allocate(size);
            sender.send(source, pipe[1]);
            sender.send(bytes("y"), pipe[1], pipe[0]);
            return source.hasRemaining();
        });
        ThreadKind.best().factory("sends-").newThread(sending).start();
        ByteBuffer target = ByteBuffer.allocateDirect(size + 1);
        Received front = receiver.receive(target, 10);
        assertEquals(1, front.descriptors().size());
        front.descriptors().forEach(libc::close);
        List<Integer> later = new ArrayList<>();
        while (target.hasRemaining()) {
            assertEquals(List.of(), later); // They come with the last byte.
            later.addAll(receiver.receive(target, 10).descriptors());
        }
        assertEquals(2, later.size());
        later.forEach(libc::close);
        assertFalse(sending.get());
        libc.close(pipe[0]);
        libc.close(pipe[1]);
    }

    @Test
    @Clause("U10")
    void asManyAsMayBeGoAtOnce() throws Exception {
        int[] pipe = pipe();
        int[] many = new int[UnixStream.MOST_DESCRIPTORS];
        Arrays.fill(many, pipe[1]);
        sender.send(bytes("x"), many);
        libc.close(pipe[1]);
        Received received = receiver.receive(ByteBuffer.allocate(1), many.length);
        assertEquals(many.length, received.descriptors().size());
        assertFalse(received.cut());
        received.descriptors().forEach(libc::close);
        assertEnds(pipe[0]);
    }

    @Test
    @Clause({"U10", "T4", "T21"})
    void aReceiveWaitsAndEndsAsARead() throws Exception {
        ByteBuffer target = ByteBuffer.allocate(10);
        assertThrows(SocketTimeoutException.class, () -> receiver.receive(target, 1, Until.in(Duration.ofMillis(1))));
        FutureTask<Received> waiting = new FutureTask<>(() -> receiver.receive(target, 1));
        ThreadKind.best().factory("receives-").newThread(waiting).start();
        Await.until("it waits", () -> receiver.handle().read.waiter() != null);
        sender.send(bytes("x"), Until.in(Duration.ofSeconds(10)));
        assertEquals(new Received(1, List.of(), false), waiting.get());
        sender.close();
        assertEquals(new Received(-1, List.of(), false), receiver.receive(target, 1));
    }

    @Test
    @Clause("U10")
    void whatCannotBeSentIsRefusedAndNothingIsSent() throws Exception {
        int[] pipe = pipe();
        libc.close(pipe[0]);
        libc.close(pipe[1]);
        String refused =
                String.valueOf(assertThrows(BadDescriptorException.class, () -> sender.send(bytes("lost"), pipe[1]))
                        .getMessage());
        assertTrue(refused.contains("[" + pipe[1] + "]"), refused);
        assertThrows(IllegalArgumentException.class, () -> sender.send(bytes("lost"), -1));
        assertThrows(IllegalArgumentException.class, () -> sender.send(bytes("lost"), new int[251]));
        assertThrows(IllegalArgumentException.class, () -> sender.send(bytes(""), 0));
        assertThrows(IllegalArgumentException.class, () -> receiver.receive(ByteBuffer.allocate(0), 1));
        assertThrows(IllegalArgumentException.class, () -> receiver.receive(ByteBuffer.allocate(1), 251));
        assertThrows(IllegalArgumentException.class, () -> receiver.receive(ByteBuffer.allocate(1), -1));
        assertThrows(
                ReadOnlyBufferException.class,
                () -> receiver.receive(ByteBuffer.allocate(1).asReadOnlyBuffer(), 1));
        sender.send(bytes("x"));
        assertEquals(1, receiver.receive(ByteBuffer.allocate(10), 1).count());
    }

    @Test
    @Clause("U10")
    void aProviderThatCannotSaysWhoCan() throws Exception {
        try (Netpoll nio = Netpoll.options().provider("nio").open();
                UnixStream stream = UnixStream.connect(nio, listener.localAddress())) {
            String refused =
                    String.valueOf(assertThrows(UnsupportedOperationException.class, () -> stream.send(bytes("x"), 0))
                            .getMessage());
            assertTrue(refused.contains("epoll"), refused);
            assertThrows(UnsupportedOperationException.class, () -> stream.receive(ByteBuffer.allocate(1), 1));
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(US_ASCII));
    }

    /** Nobody can write into this pipe any more; closes it. */
    private void assertEnds(int source) throws IOException {
        try (Descriptor pipe = adopt(source)) {
            assertEquals(-1, pipe.read(new byte[1], 0, 1, Until.in(Duration.ofSeconds(10))));
        }
    }

    private Descriptor adopt(int fd) throws IOException {
        return Descriptor.adopt(netpoll, fd, Ownership.OWNED);
    }
}
