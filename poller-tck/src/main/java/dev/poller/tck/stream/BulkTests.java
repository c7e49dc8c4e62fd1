// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.ByteStream;
import dev.poller.tck.Clause;
import dev.poller.tck.fixture.Task;
import java.io.EOFException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many bytes, and many buffers. */
abstract class BulkTests extends StreamFixture {
    private static final int MUCH = 8 << 20;

    @Test
    @Clause({"T1", "T20"})
    void muchAndLittleInTurnAreTransferredWhole() throws Exception {
        Pair first = connect();
        Pair second = connect();
        Task<Long> transfer = start("transfer", () -> first.server().transferTo(second.client()));
        byte[] much = Bytes.random(71, MUCH);
        byte[] little = Bytes.random(72, 100);
        for (int round = 0; round < 3; round++) {
            Task<Boolean> writer = run("writer", () -> first.client().write(much));
            assertArrayEquals(much, Bytes.read(second.server(), MUCH));
            assertTrue(writer.get());
            first.client().write(little); // there is nothing else on the way
            assertArrayEquals(little, Bytes.read(second.server(), little.length));
        }
        first.client().shutdownOutput();
        assertEquals(3L * (MUCH + little.length), transfer.get());
        second.client().write(little);
        assertArrayEquals(little, Bytes.read(second.server(), little.length));
    }

    @Test
    @Clause({"T1", "T20"})
    void muchIsTransferredBothWaysAtOnce() throws Exception {
        Pair first = connect();
        Pair second = connect();
        byte[] there = Bytes.random(73, MUCH);
        byte[] back = Bytes.random(74, MUCH);
        run("one way", () -> first.server().transferTo(second.client()));
        run("the other", () -> second.client().transferTo(first.server()));
        run("writes there", () -> first.client().write(there));
        run("writes back", () -> second.server().write(back));
        Task<byte[]> arrived = start("reads there", () -> Bytes.read(second.server(), MUCH));
        assertArrayEquals(back, Bytes.read(first.client(), MUCH));
        assertArrayEquals(there, arrived.get());
        first.client().close();
        second.server().close();
    }

    @Test
    @Clause({"T1", "T29"})
    void aFileIsSentFromAPositionOn(@TempDir Path directory) throws Exception {
        byte[] bytes = Bytes.random(75, MUCH);
        Path file = Files.write(directory.resolve("file"), bytes);
        Pair pair = connect();
        Task<byte[]> reader = start("reader", () -> pair.server().inputStream().readAllBytes());
        assertEquals(MUCH, pair.client().transferFrom(file, 0, MUCH));
        assertEquals(0, pair.client().transferFrom(file, 7, 0));
        assertEquals(100, pair.client().transferFrom(file, 5, 100));
        assertEquals(3, pair.client().transferFrom(file, MUCH - 3, Long.MAX_VALUE));
        assertEquals(0, pair.client().transferFrom(file, MUCH, 1));
        assertEquals(0, pair.client().transferFrom(file, Long.MAX_VALUE, Long.MAX_VALUE));
        pair.client().shutdownOutput();
        ByteBuffer expected =
                ByteBuffer.allocate(MUCH + 103).put(bytes).put(bytes, 5, 100).put(bytes, MUCH - 3, 3);
        assertArrayEquals(expected.array(), reader.get());
    }

    @Test
    @Clause({"T5", "T29"})
    void aFileThatNobodyTakesIsSentUntilTheDeadline(@TempDir Path directory) throws Exception {
        Path file = Files.write(directory.resolve("file"), new byte[MUCH]);
        Pair pair = connectNarrow();
        Task<Long> sender = start("sender", () -> pair.client().transferFrom(file, 0, MUCH));
        sender.parked();
        pair.client().setWriteDeadline(Duration.ZERO);
        int sent = sender.failure(SocketTimeoutException.class).bytesTransferred;
        assertTrue(sent > 0 && sent < MUCH, () -> sent + " bytes");
        pair.client().close();
        assertEquals(sent, pair.server().inputStream().readAllBytes().length);
    }

    @Test
    @Clause({"T7", "T29"})
    void whatIsNoFileIsNotSent(@TempDir Path directory) throws Exception {
        ByteStream client = connect().client();
        assertThrows(NoSuchFileException.class, () -> client.transferFrom(directory.resolve("none"), 0, 1));
        assertThrows(FileSystemException.class, () -> client.transferFrom(directory, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> client.transferFrom(directory, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> client.transferFrom(directory, 0, -1));
        Path file = Files.write(directory.resolve("file"), new byte[1]);
        client.close();
        assertThrows(ClosedChannelException.class, () -> client.transferFrom(file, 0, 1));
    }

    @Test
    @Clause({"T4", "T5", "T20"})
    void aDeadlineOfTheTargetEndsATransferOfMuch() throws Exception {
        Pair first = connect();
        Pair second = connect();
        Task<Long> transfer = startWithNobodyReading(first, second);
        second.client().setWriteDeadline(Duration.ZERO);
        transfer.failure(SocketTimeoutException.class);
        assertTrue(first.server().isOpen());
    }

    @Test
    @Clause({"T7", "T20"})
    void aCloseOfTheTargetEndsATransferOfMuch() throws Exception {
        Pair first = connect();
        Pair second = connect();
        Task<Long> transfer = startWithNobodyReading(first, second);
        second.client().close();
        transfer.failure(ClosedChannelException.class);
    }

    @Test
    @Clause({"T14", "T20"})
    void theEndOfTheRuntimeEndsATransferOfMuch() throws Exception {
        Pair first = connect();
        Pair second = connect();
        Task<Long> transfer = startWithNobodyReading(first, second);
        netpoll.close();
        transfer.failure(ClosedChannelException.class);
    }

    /** Until the way is full. */
    private Task<Long> startWithNobodyReading(Pair first, Pair second) throws Exception {
        Task<Boolean> writer = run("writer", () -> {
            byte[] bytes = new byte[1 << 20];
            while (true) {
                first.client().write(bytes);
            }
        });
        Task<Long> transfer = start("transfer", () -> first.server().transferTo(second.client()));
        writer.parked();
        return transfer.parked();
    }

    @Test
    @Clause("T27")
    void severalBuffersAreWrittenAsOne() throws Exception {
        Pair pair = connect();
        byte[] bytes = Bytes.random(75, 400_000);
        ByteBuffer all = ByteBuffer.wrap(bytes);
        ByteBuffer large = ByteBuffer.allocateDirect(300_000);
        large.put(all.slice(5, 300_000)).flip();
        ByteBuffer[] parts = {
            null,
            all.slice(0, 3),
            ByteBuffer.allocate(0),
            all.slice(3, 2).asReadOnlyBuffer(),
            large,
            all.slice(300_005, 99_995)
        };
        Task<byte[]> reader = start("reader", () -> Bytes.read(pair.server(), bytes.length));
        assertEquals(bytes.length, pair.client().write(parts, 1, 5));
        assertArrayEquals(bytes, reader.get());
        for (int i = 1; i < parts.length; i++) {
            assertFalse(parts[i].hasRemaining(), "part " + i);
        }
        assertEquals(0, pair.client().write(Arrays.copyOfRange(parts, 1, 6)));
        assertEquals(0, pair.client().write(new ByteBuffer[0]));
        assertThrows(IndexOutOfBoundsException.class, () -> pair.client().write(parts, 1, 6));
    }

    @Test
    @Clause({"T5", "T27"})
    void positionsSayHowMuchOfSeveralBuffersWentOut() throws Exception {
        Pair pair = connect();
        ByteBuffer[] parts = {ByteBuffer.allocate(10), ByteBuffer.allocate(64 << 20)};
        Task<Long> writer = start("writer", () -> pair.client().write(parts)).parked();
        pair.client().setWriteDeadline(Duration.ZERO);
        SocketTimeoutException over = writer.failure(SocketTimeoutException.class);
        assertEquals(over.bytesTransferred, parts[0].position() + parts[1].position());
        assertEquals(10, parts[0].position());
        assertTrue(parts[1].position() > 0 && parts[1].hasRemaining(), parts[1]::toString);
    }

    @Test
    @Clause("T27")
    void severalBuffersAreFilledInTurn() throws Exception {
        Pair pair = connect();
        byte[] bytes = Bytes.random(76, 10);
        ByteBuffer[] parts = {ByteBuffer.allocate(3), ByteBuffer.allocateDirect(4), ByteBuffer.allocate(100)};
        Task<Long> reader = start("reader", () -> pair.server().read(parts)).parked();
        pair.client().write(bytes);
        assertEquals(10, reader.get());
        byte[] joined = new byte[10];
        parts[0].flip().get(joined, 0, 3);
        parts[1].flip().get(joined, 3, 4);
        parts[2].flip().get(joined, 7, 3);
        assertArrayEquals(bytes, joined);
        assertEquals(0, pair.server().read(new ByteBuffer[] {ByteBuffer.allocate(0)}));
        assertThrows(
                ReadOnlyBufferException.class,
                () -> pair.server()
                        .read(new ByteBuffer[] {ByteBuffer.allocate(1).asReadOnlyBuffer()}));
        pair.client().close();
        assertEquals(-1, pair.server().read(new ByteBuffer[] {ByteBuffer.allocate(1)}));
    }

    @Test
    @Clause("T27")
    void readFullyWaitsForAllOrTheEnd() throws Exception {
        Pair pair = connect();
        byte[] bytes = Bytes.random(77, 10);
        byte[] all = new byte[6];
        Task<Boolean> reader = run("reader", () -> pair.server().readFully(all)).parked();
        pair.client().write(bytes, 0, 4);
        reader.parked();
        pair.client().write(bytes, 4, 6);
        assertTrue(reader.get());
        assertArrayEquals(Arrays.copyOf(bytes, 6), all);
        pair.client().shutdownOutput();
        ByteBuffer more = ByteBuffer.allocate(7);
        assertThrows(EOFException.class, () -> pair.server().readFully(more));
        assertEquals(4, more.position());
        pair.server().readFully(new byte[0]);
    }

    @Test
    @Clause("T27")
    void whatIsSkippedIsNotRead() throws Exception {
        Pair pair = connect();
        byte[] bytes = Bytes.random(78, 300_000);
        Task<Boolean> writer = run("writer", () -> write(pair.client(), bytes));
        assertEquals(0, pair.server().skip(0));
        assertEquals(0, pair.server().skip(-5));
        assertEquals(200_000, pair.server().skip(200_000));
        assertArrayEquals(Arrays.copyOfRange(bytes, 200_000, 200_010), Bytes.read(pair.server(), 10));
        assertEquals(99_990, pair.server().skip(Long.MAX_VALUE));
        assertEquals(-1, pair.server().read(new byte[1]));
        assertTrue(writer.get());
    }

    private static void write(ByteStream stream, byte[] bytes) throws Exception {
        stream.write(bytes);
        stream.shutdownOutput();
    }
}
