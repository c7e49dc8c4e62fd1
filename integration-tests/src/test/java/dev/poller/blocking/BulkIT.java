// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.UnixAddress;
import dev.poller.libc.Constant;
import dev.poller.tck.Clause;
import dev.poller.tck.Descriptors;
import dev.poller.tck.Threads;
import dev.poller.tck.Watchdog;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Moving many bytes within the kernel, also where it refuses, and looking at bytes without taking them. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "splice(2) is Linux's")
@ExtendWith(Watchdog.class)
final class BulkIT extends FaultySockets {
    private static final int MUCH = 4 << 20;

    @TempDir
    private Path directory;

    @Test
    @Clause("T20")
    void manyBytesAreMovedWithinTheKernel() throws Exception {
        transferMuch();
        assertTrue(faulty.faults.calls("splice") >= 2, "splice was called " + faulty.faults.calls("splice") + " times");
        assertTrue(faulty.faults.calls("pipe2") <= 2, "pipe2 was called " + faulty.faults.calls("pipe2") + " times");
        // Nothing is kept for a next time that may not come.
        assertEquals(before.get("pipe"), Descriptors.counts().get("pipe"));
    }

    /** Each fills the buffer, and there is never more at once. */
    @Test
    @Clause("T20")
    void messagesThatFitIntoABufferAreCopied() throws Exception {
        TcpStream client = faulty.connect(listener);
        TcpStream source = listener.accept();
        TcpStream sink = faulty.connect(listener);
        TcpStream server = listener.accept();
        FutureTask<Long> transfer = new FutureTask<>(() -> source.transferTo(sink));
        Thread transferring = new Thread(transfer);
        transferring.start();
        byte[] message = new byte[64 * 1024];
        new Random(8).nextBytes(message);
        for (int i = 0; i < 10; i++) {
            Threads.awaitParked(transferring); // the last one is gone, and it has looked for more
            client.write(message);
            byte[] received = new byte[message.length];
            server.readFully(received);
            assertArrayEquals(message, received);
        }
        client.shutdownOutput();
        assertEquals(10L * message.length, transfer.get(20, TimeUnit.SECONDS));
        assertEquals(0, faulty.faults.calls("splice"));
        for (TcpStream stream : List.of(client, source, sink, server)) {
            stream.close();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Constant.class,
            names = {"ENOSYS", "EPERM", "EINVAL"})
    @Clause("T20")
    void aSystemThatRefusesIsNotAskedAgain(Constant refusal) throws Exception {
        faulty.faults.failNext(1, "splice", refusal);
        transferMuch();
        assertEquals(1, faulty.faults.calls("splice"));
    }

    @Test
    @Clause("T20")
    void whereNoPipeIsToBeHadBytesAreCopied() throws Exception {
        faulty.faults.failNext(3, "pipe2", Constant.EMFILE);
        transferMuch();
        assertTrue(faulty.faults.calls("pipe2") > 3, "pipe2 was called " + faulty.faults.calls("pipe2") + " times");
    }

    @Test
    @Clause("T20")
    void aSignalDoesNotEndATransfer() throws Exception {
        faulty.faults.failNext(3, "splice", Constant.EINTR);
        transferMuch();
    }

    @Test
    @Clause({"T10", "T20"})
    void aResetEndsATransfer() throws Exception {
        faulty.faults.failNext(1, "splice", Constant.ECONNRESET);
        SocketException reset = assertThrows(SocketException.class, this::transferMuch);
        assertTrue(String.valueOf(reset.getMessage()).startsWith("Connection reset"), reset::toString);
    }

    @Test
    @Clause("T29")
    void aFileIsSentWithinTheKernel() throws Exception {
        sendFile();
        assertTrue(faulty.faults.calls("sendfile") > 0);
        assertEquals(0, faulty.faults.calls("send"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Constant.class,
            names = {"ENOSYS", "EPERM", "EINVAL"})
    @Clause("T29")
    void aFileThatTheSystemDoesNotSendIsCopied(Constant errno) throws Exception {
        faulty.faults.fail("sendfile", errno);
        sendFile();
        assertEquals(1, faulty.faults.calls("sendfile"));
    }

    private void sendFile() throws Exception {
        byte[] bytes = new byte[MUCH];
        new Random(2).nextBytes(bytes);
        Path file = Files.write(directory.resolve("file"), bytes);
        TcpStream client = faulty.connect(listener);
        TcpStream server = listener.accept();
        FutureTask<Long> sending = new FutureTask<>(() -> client.transferFrom(file, 0, MUCH));
        new Thread(sending).start();
        byte[] received = new byte[MUCH];
        server.readFully(received);
        assertArrayEquals(bytes, received);
        assertEquals(MUCH, sending.get(10, TimeUnit.SECONDS));
        client.close();
        server.close();
    }

    @Test
    @Clause("T28")
    void whatIsSeenIsReadAgain() throws Exception {
        TcpStream client = faulty.connect(listener);
        peek(client, listener.accept());
        try (UnixListener unix = UnixListener.open(faulty.netpoll, UnixAddress.of(directory.resolve("s")))) {
            UnixStream connected = UnixStream.connect(faulty.netpoll, unix.localAddress());
            peek(connected, unix.accept());
        }
    }

    private static void peek(ByteStream client, SocketStream<?, ?> server) throws Exception {
        ByteBuffer seen = ByteBuffer.allocate(10);
        FutureTask<Integer> peek = new FutureTask<>(() -> server.peek(seen));
        Thread thread = new Thread(peek);
        thread.start();
        Threads.awaitParked(thread);
        client.write(new byte[] {1, 2, 3});
        assertEquals(3, peek.get(10, TimeUnit.SECONDS));
        assertArrayEquals(new byte[] {1, 2, 3}, new byte[] {seen.get(0), seen.get(1), seen.get(2)});
        ByteBuffer first = ByteBuffer.allocateDirect(2);
        assertEquals(2, server.peek(first)); // also after one that saw all there is
        assertEquals(0, server.peek(first));
        assertThrows(
                ReadOnlyBufferException.class,
                () -> server.peek(ByteBuffer.allocate(1).asReadOnlyBuffer()));
        byte[] read = new byte[3];
        server.readFully(read);
        assertArrayEquals(new byte[] {1, 2, 3}, read);
        server.setReadDeadline(Duration.ofMillis(1));
        assertThrows(SocketTimeoutException.class, () -> server.peek(ByteBuffer.allocate(1)));
        server.clearReadDeadline();
        client.close();
        assertEquals(-1, server.peek(ByteBuffer.allocate(1)));
        server.close();
    }

    @Test
    @Clause("T28")
    void aChannelShowsNothingWithoutTakingIt() throws Exception {
        try (Netpoll nio = Netpoll.options().provider("nio").open();
                TcpListener accepting = TcpListener.open(nio, FaultyNetpoll.ANY_PORT);
                TcpStream client = TcpStream.connect(nio, accepting.localAddress());
                TcpStream server = accepting.accept()) {
            client.write(new byte[1]);
            assertThrows(UnsupportedOperationException.class, () -> server.peek(ByteBuffer.allocate(1)));
            assertEquals(1, server.read(new byte[2]));
        }
        faulty.close();
        open(); // the JDK keeps descriptors of its own from now on
    }

    /** Through two connections, and the first has much to read before the transfer begins. */
    private void transferMuch() throws Exception {
        TcpStream client = faulty.connect(listener);
        TcpStream source = listener.accept();
        TcpStream sink = faulty.connect(listener);
        TcpStream server = listener.accept();
        source.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 20);
        byte[] bytes = new byte[MUCH];
        new Random(7).nextBytes(bytes);
        FutureTask<Boolean> writer = new FutureTask<>(() -> {
            client.write(bytes);
            client.shutdownOutput();
            return true;
        });
        Thread writing = new Thread(writer);
        writing.start();
        Threads.awaitParked(writing); // now there is more than one read takes
        FutureTask<byte[]> reader = new FutureTask<>(() -> {
            byte[] read = new byte[MUCH];
            server.readFully(read);
            return read;
        });
        new Thread(reader).start();
        assertEquals(MUCH, source.transferTo(sink));
        assertArrayEquals(bytes, reader.get(20, TimeUnit.SECONDS));
        assertTrue(writer.get(20, TimeUnit.SECONDS));
    }
}
