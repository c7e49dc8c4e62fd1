// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.AlreadyRegisteredException;
import dev.poller.BadDescriptorException;
import dev.poller.NotPollableException;
import dev.poller.Poller;
import dev.poller.blocking.Descriptor.Ownership;
import dev.poller.blocking.internal.wait.Side;
import dev.poller.libc.Constant;
import dev.poller.libc.DescriptorMessage;
import dev.poller.libc.Sockaddr;
import dev.poller.tck.Await;
import dev.poller.tck.Clause;
import dev.poller.tck.Watchdog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Descriptors that somebody else has opened. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "these descriptors are opened as on Linux")
@ExtendWith(Watchdog.class)
@SuppressWarnings("try") // some are closed before their block ends
final class DescriptorIT extends LinuxDescriptors {
    private static final Duration SOON = Duration.ofMillis(20);

    /** From its first socket on the JDK keeps one open. */
    @BeforeAll
    static void openASocketOfTheJdk() throws IOException {
        new ServerSocket(0).close();
    }

    @Test
    @Clause("D1")
    void aPipeIsWaitedForReadAndWritten() throws Exception {
        int[] ends = pipe();
        try (Descriptor source = adopt(ends[0]);
                Descriptor sink = adopt(ends[1])) {
            assertEquals("pipe", source.kind());
            FutureTask<String> reader = waiting(source.handle().read, () -> text(source));
            sink.write("one".getBytes(US_ASCII));
            assertEquals("one", reader.get());
            sink.close();
            assertEquals(-1, source.read(new byte[1]));
        }
    }

    @Test
    @Clause("D1")
    void aFullPipeMakesItsWriterWait() throws Exception {
        int[] ends = pipe();
        try (Descriptor source = adopt(ends[0]);
                Descriptor sink = adopt(ends[1])) {
            byte[] bytes = new byte[1 << 20];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (i * 31);
            }
            FutureTask<Object> writer = waiting(sink.handle().write, () -> {
                sink.write(bytes);
                sink.close();
                return bytes;
            });
            assertArrayEquals(bytes, source.inputStream().readAllBytes());
            writer.get();
        }
    }

    @Test
    @Clause("D1")
    void aTimerfdIsReadWhenItExpires() throws Exception {
        int fd = libc.timerfdCreate(c(Constant.CLOCK_MONOTONIC), c(Constant.TFD_CLOEXEC));
        ByteBuffer times = memory(4 * Long.BYTES);
        try (Descriptor timer = adopt(fd)) {
            FutureTask<Long> reader = waiting(timer.handle().read, () -> number(timer));
            times.putLong(3 * Long.BYTES, 1); // the first expiration, in nanoseconds
            assertEquals(0, libc.timerfdSettime(fd, 0, libc.address(times), 0));
            assertEquals(1, reader.get());
        }
    }

    @Test
    @Clause("D1")
    void aTerminalIsReadLineByLine() throws Exception {
        int master = owned(openFile("/dev/ptmx", Constant.O_RDWR));
        ByteBuffer number = memory(Integer.BYTES);
        assertEquals(0, libc.ioctl(master, c(Constant.TIOCSPTLCK), libc.address(number)));
        assertEquals(0, libc.ioctl(master, c(Constant.TIOCGPTN), libc.address(number)));
        try (Descriptor terminal = adopt(openFile("/dev/pts/" + number.getInt(0), Constant.O_RDWR))) {
            assertEquals("terminal", terminal.kind());
            FutureTask<String> reader = waiting(terminal.handle().read, () -> text(terminal));
            write(master, "one\ntwo\n");
            assertEquals("one\n", reader.get());
            terminal.awaitReadable();
            assertEquals("two\n", text(terminal));
        }
    }

    @Test
    @Clause("D2")
    void anEmptyDatagramIsNotTheEnd() throws Exception {
        int[] pair = pair(Constant.SOCK_DGRAM);
        try (Descriptor socket = adopt(pair[0])) {
            assertEquals("datagram socket", socket.kind());
            write(pair[1], "");
            write(pair[1], "one");
            assertEquals(0, socket.read(new byte[1]));
            assertEquals("one", text(socket));
        }
    }

    @Test
    @Clause("D1")
    void aStreamSocketIsClosedHalfWay() throws Exception {
        int[] pair = pair(Constant.SOCK_STREAM);
        try (Descriptor near = adopt(pair[0]);
                Descriptor far = Descriptor.adopt(netpoll, pair[1], Ownership.BORROWED)) {
            assertEquals("unix stream socket", near.kind());
            near.shutdownOutput();
            assertEquals(-1, far.read(new byte[1]));
            far.write("one".getBytes(US_ASCII));
            assertEquals("one", text(near));
        }
    }

    @Test
    @Clause("D3")
    void waitingTakesNothing() throws Exception {
        int[] ends = pipe();
        try (Descriptor source = adopt(ends[0]);
                Descriptor sink = adopt(ends[1])) {
            sink.awaitWritable();
            FutureTask<Object> waiter = waiting(source.handle().read, () -> {
                source.awaitReadable();
                return "";
            });
            sink.write("one".getBytes(US_ASCII));
            waiter.get();
            source.awaitReadable();
            assertEquals("one", text(source));
            SocketTimeoutException late =
                    assertThrows(SocketTimeoutException.class, () -> source.awaitReadable(Until.in(SOON)));
            assertEquals("Wait timed out", late.getMessage());
            sink.close();
            source.awaitReadable();
            assertEquals(-1, source.read(new byte[1]));
        }
    }

    @Test
    @Clause("D3")
    void thereIsRoomOnceSomethingWasRead() throws Exception {
        int[] ends = pipe();
        try (Descriptor source = adopt(ends[0]);
                Descriptor sink = adopt(ends[1])) {
            ByteBuffer more = memory(1 << 16);
            long written;
            do {
                written = libc.write(ends[1], libc.address(more), more.capacity());
            } while (written > 0);
            assertTrue(libc.errno().isAgain(written));
            FutureTask<Object> waiter = waiting(sink.handle().write, () -> {
                sink.awaitWritable();
                return "";
            });
            source.read(more.clear());
            waiter.get();
        }
    }

    @Test
    @Clause("D3")
    void anUrgentByteIsWaitedFor() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            int fd = libc.socket(c(Constant.AF_INET), c(Constant.SOCK_STREAM) | c(Constant.SOCK_CLOEXEC), 0);
            ByteBuffer address = memory(Sockaddr.IN6_SIZE);
            InetSocketAddress to = (InetSocketAddress) server.getLocalSocketAddress();
            int length = Sockaddr.put(libc.abi(), address, c(Constant.AF_INET), to);
            assertEquals(0, libc.connect(fd, libc.address(address), length));
            try (Descriptor socket = adopt(fd);
                    Socket peer = server.accept()) {
                peer.getOutputStream().write('a');
                FutureTask<Object> waiter = waiting(socket.handle().read, () -> {
                    socket.awaitPriority(Until.FOREVER);
                    return "";
                });
                peer.sendUrgentData('u');
                waiter.get();
                assertEquals("a", text(socket));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @Clause("D4")
    void theDescriptorBelongsToWhomItWasGiven(Ownership ownership) throws Exception {
        int[] ends = pipe();
        owned(ends[1]);
        int flags = flags(ends[0]);
        int shared = owned(libc.dup(ends[0]));
        Descriptor source = Descriptor.adopt(netpoll, ends[0], ownership);
        assertEquals(flags | c(Constant.O_NONBLOCK), flags(ends[0]));
        source.close();
        assertThrows(ClosedChannelException.class, () -> source.read(new byte[1]));
        assertThrows(ClosedChannelException.class, source::awaitReadable);
        assertEquals(ownership == Ownership.OWNED ? -c(Constant.EBADF) : flags, flags(ends[0]));
        assertEquals(flags, flags(shared));
        if (ownership == Ownership.BORROWED) {
            owned(ends[0]);
        }
        assertEquals(0, netpoll.registrations());
    }

    @Test
    @Clause("D4")
    void aDescriptorThatWasNonBlockingStaysSo() throws Exception {
        int[] pair = pair(Constant.SOCK_STREAM);
        owned(pair[0]);
        int flags = flags(pair[0]);
        assertTrue((flags & c(Constant.O_NONBLOCK)) != 0);
        Descriptor.adopt(netpoll, pair[0], Ownership.BORROWED).close();
        assertEquals(flags, flags(pair[0]));
        owned(pair[1]);
    }

    @Test
    @Clause("D4")
    void releaseEndsTheWaitAndGivesTheDescriptorBack() throws Exception {
        int[] ends = pipe();
        owned(ends[1]);
        int flags = flags(ends[0]);
        Descriptor source = adopt(ends[0]);
        FutureTask<Integer> reader = waiting(source.handle().read, () -> source.read(new byte[1]));
        assertEquals(ends[0], source.release());
        ExecutionException ended = assertThrows(ExecutionException.class, reader::get);
        assertInstanceOf(AsynchronousCloseException.class, ended.getCause());
        assertEquals(flags, flags(owned(ends[0])));
        assertThrows(ClosedChannelException.class, source::release);
        assertFalse(source.isOpen());
        // It can be adopted again.
        write(ends[1], "one");
        try (Descriptor again = Descriptor.adopt(netpoll, ends[0], Ownership.BORROWED)) {
            assertEquals("one", text(again));
        }
    }

    @Test
    @Clause("D4")
    void theEndOfTheRuntimeClosesWhatItOwnsAndGivesBackTheRest() throws Exception {
        int[] ends = pipe();
        int flags = flags(ends[0]);
        Descriptor source = Descriptor.adopt(netpoll, ends[0], Ownership.BORROWED);
        Descriptor sink = adopt(ends[1]);
        netpoll.close();
        assertFalse(source.isOpen() || sink.isOpen());
        assertEquals(flags, flags(owned(ends[0])));
        assertEquals(-c(Constant.EBADF), flags(ends[1]));
        assertThrows(ClosedChannelException.class, () -> adopt(ends[0]));
        assertEquals(flags, flags(ends[0]));
    }

    @Test
    @Clause("D5")
    void whatIsNotOpenIsRefused() throws Exception {
        int[] ends = pipe();
        ends(ends, libc::close);
        for (int fd : new int[] {-1, Integer.MIN_VALUE, ends[0], Integer.MAX_VALUE}) {
            assertThrows(BadDescriptorException.class, () -> adopt(fd));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", ".", "/dev/null"})
    @Clause("D5")
    void whatCannotBeWaitedForIsRefusedAndLeftAsItWas(String name) throws Exception {
        Files.createFile(directory.resolve("file"));
        int fd = owned(openFile(directory.resolve(name).toString(), Constant.O_RDONLY));
        int flags = flags(fd);
        NotPollableException refused = assertThrows(NotPollableException.class, () -> adopt(fd));
        assertTrue(message(refused).contains("fd " + fd), message(refused));
        assertEquals(flags, flags(fd));
        assertEquals(0, netpoll.registrations());
    }

    @Test
    @Clause("D5")
    void theSameDescriptorIsRefusedTheSecondTime() throws Exception {
        int[] ends = pipe();
        owned(ends[1]);
        try (Descriptor source = adopt(ends[0])) {
            assertThrows(AlreadyRegisteredException.class, () -> adopt(ends[0]));
            write(ends[1], "one");
            assertEquals("one", text(source));
        }
    }

    @Test
    @Clause("D5")
    void thePollersOwnDescriptorsAreRefused() throws Exception {
        int[] ends = pipe();
        ends(ends, this::owned);
        Descriptor source = Descriptor.adopt(netpoll, ends[0], Ownership.BORROWED);
        Poller poller = source.handle().driver().loop().poller();
        int own = IntStream.range(0, 10_000)
                .filter(poller::isPollDescriptor)
                .findFirst()
                .orElseThrow();
        assertThrows(IllegalArgumentException.class, () -> adopt(own));
    }

    @Test
    @Clause("D5")
    void aProviderOfChannelsSaysWhichOnesWatchDescriptors() throws Exception {
        int[] ends = pipe();
        ends(ends, this::owned);
        try (Netpoll nio = Netpoll.options().provider("nio").open()) {
            UnsupportedOperationException refused = assertThrows(
                    UnsupportedOperationException.class, () -> Descriptor.adopt(nio, ends[0], Ownership.OWNED));
            assertTrue(message(refused).contains("epoll"), message(refused));
        }
    }

    @Test
    @Clause("D5")
    void theWrongDirectionIsTheKernelsRefusal() throws Exception {
        int[] ends = pipe();
        try (Descriptor source = adopt(ends[0]);
                Descriptor sink = adopt(ends[1])) {
            IOException refused = assertThrows(IOException.class, () -> sink.read(new byte[1]));
            assertTrue(message(refused).startsWith("read on fd " + ends[1] + ": EBADF"), message(refused));
            assertThrows(IOException.class, () -> source.write(new byte[1]));
        }
    }

    @Test
    @Clause("D1")
    void aPipeWithoutAReaderIsBroken() throws Exception {
        int[] ends = pipe();
        libc.close(ends[0]);
        try (Descriptor sink = adopt(ends[1])) {
            SocketException broken = assertThrows(SocketException.class, () -> sink.write(new byte[1]));
            assertEquals("Broken pipe", broken.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({"fcntl, 1, fcntl(F_GETFL)", "fstat, 1, fstat", "fcntl, 2, fcntl(F_SETFL)"})
    @Clause({"D5", "T25"})
    void aFailedAdoptionLeavesTheDescriptorAsItWas(String call, int k, String named) throws Exception {
        int[] ends = pipe();
        ends(ends, this::owned);
        int flags = flags(ends[0]);
        try (FaultyNetpoll faulty = new FaultyNetpoll()) {
            faulty.faults.failCall(k, call, Constant.ENOMEM);
            IOException refused =
                    assertThrows(IOException.class, () -> Descriptor.adopt(faulty.netpoll, ends[0], Ownership.OWNED));
            assertTrue(message(refused).startsWith(named + " on fd " + ends[0] + ": ENOMEM"), message(refused));
            assertEquals(flags, flags(ends[0]));
            assertEquals(0, faulty.netpoll.registrations());
        }
    }

    @Test
    @Clause({"D1", "D3"})
    void interruptedCallsAreRepeated() throws Exception {
        int[] ends = pipe();
        try (FaultyNetpoll faulty = new FaultyNetpoll();
                Descriptor source = Descriptor.adopt(faulty.netpoll, ends[0], Ownership.OWNED);
                Descriptor sink = Descriptor.adopt(faulty.netpoll, ends[1], Ownership.OWNED)) {
            faulty.faults
                    .failNext(2, "write", Constant.EINTR)
                    .failNext(2, "poll", Constant.EINTR)
                    .failNext(2, "read", Constant.EINTR);
            sink.write("one".getBytes(US_ASCII));
            source.awaitReadable();
            assertEquals("one", text(source));
            faulty.faults.failNext(1, "poll", Constant.EINVAL);
            IOException refused = assertThrows(IOException.class, sink::awaitWritable);
            assertTrue(message(refused).startsWith("poll on fd " + ends[1] + ": EINVAL"), message(refused));
        }
    }

    /**
     * The kernel ends a read behind bytes that descriptors came with, so that a short read says nothing here: the
     * second bytes came before the first were read, and their event is over.
     */
    @Test
    @Clause({"D1", "T19"})
    void bytesBehindDescriptorsThatWereSentAlongAreRead() throws Exception {
        int[] pair = pair(Constant.SOCK_STREAM);
        sendAlong(pair[1], "one", pair[1]);
        write(pair[1], "two");
        try (Descriptor socket = adopt(pair[0])) {
            assertEquals("unix stream socket", socket.kind());
            assertEquals("one", text(socket));
            byte[] bytes = new byte[100];
            int count = socket.read(bytes, 0, bytes.length, Until.in(Duration.ofSeconds(10)));
            assertEquals("two", new String(bytes, 0, count, US_ASCII));
        }
    }

    private void sendAlong(int socket, String text, int fd) {
        ByteBuffer message = memory(DescriptorMessage.SIZE);
        long bytes = libc.address(text(text));
        DescriptorMessage.put(message, libc.address(message), libc.abi(), bytes, text.length(), fd);
        assertEquals(text.length(), libc.sendmsg(socket, libc.address(message), 0));
    }

    private static String message(Throwable refused) {
        return String.valueOf(refused.getMessage());
    }

    private Descriptor adopt(int fd) throws IOException {
        return Descriptor.adopt(netpoll, fd, Ownership.OWNED);
    }

    /** Runs on a thread of its own; returns once that waits. */
    private <T> FutureTask<T> waiting(Side side, Callable<T> task) throws Exception {
        FutureTask<T> running = new FutureTask<>(task);
        ThreadKind.best().factory("waiting-").newThread(running).start();
        Await.until("the thread waits", () -> side.waiter() != null || running.isDone());
        return running;
    }

    private static String text(Descriptor from) throws IOException {
        byte[] bytes = new byte[100];
        return new String(bytes, 0, from.read(bytes), US_ASCII);
    }

    private static long number(Descriptor from) throws IOException {
        ByteBuffer eight = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        assertEquals(Long.BYTES, from.read(eight));
        return eight.getLong(0);
    }

    private int flags(int fd) {
        return libc.fcntl(fd, c(Constant.F_GETFL), 0);
    }

    private static void ends(int[] ends, IntConsumer action) {
        for (int end : ends) {
            action.accept(end);
        }
    }
}
