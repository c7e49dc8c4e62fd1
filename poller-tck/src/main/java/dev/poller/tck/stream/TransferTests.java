// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.tck.Clause;
import dev.poller.tck.fixture.Task;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes arrive, whole and in order, whatever holds them. */
abstract class TransferTests extends StreamFixture {
    private static final byte UNTOUCHED = 0x55;

    /** Larger than any intermediate buffer. */
    private static final int LARGE = 3_000_001;

    /** What can hold bytes. A slice has an array offset, or an address that is not its memory's first. */
    enum Holder {
        HEAP,
        DIRECT,
        HEAP_SLICE,
        DIRECT_SLICE;

        ByteBuffer of(int size) {
            ByteBuffer buffer = allocate(size);
            while (buffer.hasRemaining()) {
                buffer.put(UNTOUCHED);
            }
            return buffer.clear();
        }

        private ByteBuffer allocate(int size) {
            return switch (this) {
                case HEAP -> ByteBuffer.allocate(size);
                case DIRECT -> ByteBuffer.allocateDirect(size);
                case HEAP_SLICE -> ByteBuffer.allocate(size + 7).position(7).slice();
                case DIRECT_SLICE ->
                    ByteBuffer.allocateDirect(size + 7).position(7).slice();
            };
        }
    }

    @Test
    @Clause("T1")
    void megabytesBothWaysAtOnceArriveWhole() throws Exception {
        Pair pair = connect();
        assertFullDuplex(pair, 4_000_001);
    }

    /** Both windows at their smallest: the kernel makes a transfer slow, so this one is short. */
    @Test
    @Clause("T1")
    void whatGoesThroughNarrowBuffersBothWaysArrivesWhole() throws Exception {
        assertFullDuplex(connectNarrow(), 60_001);
    }

    private void assertFullDuplex(Pair pair, int length) throws Exception {
        byte[] there = Bytes.random(1, length);
        byte[] back = Bytes.random(2, length + 2);
        Task<Boolean> one = run("the client's writer", () -> pair.client().write(there));
        Task<Boolean> two = run("the server's writer", () -> pair.server().write(back));
        Task<byte[]> three = start("the client's reader", () -> Bytes.read(pair.client(), back.length));
        assertArrayEquals(there, Bytes.read(pair.server(), there.length));
        assertArrayEquals(back, three.get());
        assertTrue(one.get() && two.get());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4095, 65_535, 65_536, 65_537, 300_000})
    @Clause("T1")
    void arraysOfAnyLengthArriveWhole(int length) throws Exception {
        Pair pair = connect();
        byte[] sent = Bytes.random(length, length);
        Task<Boolean> writer = run("writer", () -> pair.client().write(sent));
        assertArrayEquals(sent, Bytes.read(pair.server(), length));
        assertTrue(writer.get());
    }

    @Test
    @Clause("T1")
    void onlyTheGivenRangeOfAnArrayIsWritten() throws Exception {
        Pair pair = connect();
        byte[] source = Bytes.random(3, 100);
        pair.client().write(source, 10, 5);
        pair.client().write(source, 99, 1);
        pair.client().shutdownOutput();
        byte[] received = Bytes.readAll(pair.server());
        assertEquals(6, received.length);
        assertArrayEquals(Arrays.copyOfRange(source, 10, 15), Arrays.copyOf(received, 5));
        assertEquals(source[99], received[5]);
    }

    @Test
    @Clause("T1")
    void onlyTheBytesReadChangeAnArray() throws Exception {
        Pair pair = connect();
        pair.client().write(new byte[] {1, 2, 3});
        byte[] target = new byte[20];
        Arrays.fill(target, UNTOUCHED);
        byte[] expected = target.clone();
        for (int done = 0; done < 3; ) {
            int count = pair.server().read(target, 5 + done, 10 - done);
            for (int i = 0; i < count; i++) {
                expected[5 + done + i] = (byte) (1 + done + i);
            }
            done += count;
        }
        assertArrayEquals(expected, target);
    }

    @ParameterizedTest
    @EnumSource
    @Clause("T1")
    void readFillsABufferFromItsPositionAndMovesNothingElse(Holder holder) throws Exception {
        Pair pair = connect();
        pair.client().write(new byte[] {1, 2, 3});
        ByteBuffer target = holder.of(30).order(ByteOrder.LITTLE_ENDIAN);
        target.position(2).mark().position(4).limit(7);
        while (target.hasRemaining()) {
            assertTrue(pair.server().read(target) > 0);
        }
        assertEquals(7, target.limit());
        assertEquals(30, target.capacity());
        assertEquals(ByteOrder.LITTLE_ENDIAN, target.order());
        assertEquals(2, target.reset().position());
        target.clear();
        for (int i = 0; i < 30; i++) {
            assertEquals(i >= 4 && i < 7 ? i - 3 : UNTOUCHED, target.get(i), "byte " + i);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Clause("T1")
    void readLeavesWhatItDoesNotFillUntouched(Holder holder) throws Exception {
        Pair pair = connect();
        pair.client().write(new byte[] {7});
        ByteBuffer target = holder.of(200_000).position(100);
        assertEquals(1, pair.server().read(target));
        assertEquals(101, target.position());
        assertEquals(7, target.get(100));
        for (int i = 0; i < 200_000; i++) {
            assertTrue(i == 100 || target.get(i) == UNTOUCHED, "byte " + i);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Clause("T1")
    void writeTakesWhatRemainsOfABuffer(Holder holder) throws Exception {
        Pair pair = connect();
        byte[] bytes = Bytes.random(4, 50);
        ByteBuffer source = holder.of(50).put(bytes).position(11).limit(31);
        assertEquals(20, pair.client().write(source));
        assertEquals(31, source.position());
        assertEquals(31, source.limit());
        assertArrayEquals(Arrays.copyOfRange(bytes, 11, 31), Bytes.read(pair.server(), 20));
    }

    @ParameterizedTest
    @EnumSource
    @Clause("T1")
    void readOnlyBuffersAreWrittenAndNotRead(Holder holder) throws Exception {
        Pair pair = connect();
        byte[] bytes = Bytes.random(5, 40);
        ByteBuffer source = holder.of(40).put(bytes).flip().asReadOnlyBuffer();
        assertEquals(40, pair.client().write(source.position(3)) + 3);
        assertArrayEquals(Arrays.copyOfRange(bytes, 3, 40), Bytes.read(pair.server(), 37));
        source.clear();
        assertThrows(ReadOnlyBufferException.class, () -> pair.client().read(source));
        assertEquals(0, source.position());
    }

    @ParameterizedTest
    @EnumSource
    @Clause("T1")
    void largeBuffersArriveWhole(Holder holder) throws Exception {
        Pair pair = connect();
        byte[] bytes = Bytes.random(6, LARGE);
        ByteBuffer source = holder.of(LARGE).put(bytes).flip();
        Task<Integer> writer = start("writer", () -> pair.client().write(source));
        ByteBuffer target = holder.of(LARGE);
        while (target.hasRemaining()) {
            assertTrue(pair.server().read(target) > 0);
        }
        assertEquals(LARGE, writer.get());
        assertEquals(-1, target.flip().mismatch(ByteBuffer.wrap(bytes)));
    }

    @Test
    @Clause("T1")
    void singleBytesGoBackAndForth() throws Exception {
        Pair pair = connect();
        Task<Boolean> echo = run("echo", () -> {
            byte[] one = new byte[1];
            while (pair.server().read(one) > 0) {
                pair.server().write(one);
            }
        });
        byte[] one = new byte[1];
        for (int i = 0; i < 1000; i++) {
            pair.client().write(new byte[] {(byte) i});
            assertEquals(1, pair.client().read(one));
            assertEquals((byte) i, one[0]);
        }
        pair.client().shutdownOutput();
        assertTrue(echo.get());
    }

    @Test
    @Clause("T1")
    void arrayRangesOutOfBoundsAreRefused() throws Exception {
        Pair pair = connect();
        byte[] ten = new byte[10];
        assertThrows(IndexOutOfBoundsException.class, () -> pair.client().read(ten, 5, 6));
        assertThrows(IndexOutOfBoundsException.class, () -> pair.client().read(ten, -1, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> pair.client().write(ten, 5, 6));
        assertThrows(IndexOutOfBoundsException.class, () -> pair.client().write(ten, 5, -1));
        assertThrows(IndexOutOfBoundsException.class, () -> pair.client().write(ten, 11, 0));
    }

    @Test
    @Clause("T2")
    void readWaitsForTheFirstByteAndNotForMore() throws Exception {
        Pair pair = connect();
        Task<Integer> reader =
                start("reader", () -> pair.server().read(new byte[100])).parked();
        pair.client().write(new byte[] {1});
        assertEquals(1, reader.get());
    }

    @Test
    @Clause("T2")
    void readAtTheEndReturnsMinusOneEveryTime() throws Exception {
        Pair pair = connect();
        pair.client().write(new byte[] {1, 2});
        pair.client().close();
        assertEquals(2, Bytes.readAll(pair.server()).length);
        ByteBuffer target = ByteBuffer.allocateDirect(8).position(3);
        for (int i = 0; i < 3; i++) {
            assertEquals(-1, pair.server().read(new byte[8]));
            assertEquals(-1, pair.server().read(target));
        }
        assertEquals(3, target.position());
    }

    @Test
    @Clause("T2")
    void readWithRoomForNoneReturnsZeroAtOnce() throws Exception {
        Pair pair = connect();
        assertEquals(0, pair.server().read(new byte[0]));
        assertEquals(0, pair.server().read(new byte[5], 5, 0));
        assertEquals(0, pair.server().read(ByteBuffer.allocate(0)));
        assertEquals(0, pair.server().read(ByteBuffer.allocateDirect(4).position(4)));
        pair.server().setReadDeadline(Duration.ZERO);
        assertEquals(0, pair.server().read(new byte[0]));
        pair.server().clearReadDeadline();
        pair.client().write(new byte[] {1});
        assertEquals(0, pair.server().read(new byte[0]));
        assertEquals(1, pair.server().read(new byte[4]), "the byte is still there");
    }

    @Test
    @Clause("T3")
    void writingNothingReturnsAtOnceThoughThereIsNoRoom() throws Exception {
        Pair pair = connectNarrow();
        Task<Boolean> writer = startEndlessWriter(pair.client());
        pair.client().write(new byte[0]);
        pair.client().write(new byte[3], 1, 0);
        assertEquals(0, pair.client().write(ByteBuffer.allocate(0)));
        assertTrue(!writer.ended());
    }

    @Test
    @Clause("T3")
    void writeReturnsWhenEveryByteHasBeenTaken() throws Exception {
        Pair pair = connectNarrow();
        byte[] bytes = Bytes.random(7, 500_000);
        Task<Boolean> writer = run(
                        "a writer of more than fits", () -> pair.client().write(bytes))
                .parked();
        byte[] first = Bytes.read(pair.server(), 1000);
        assertTrue(!writer.ended(), "most of the bytes fit nowhere yet");
        byte[] rest = Bytes.read(pair.server(), bytes.length - 1000);
        assertTrue(writer.get());
        assertArrayEquals(Arrays.copyOf(bytes, 1000), first);
        assertArrayEquals(Arrays.copyOfRange(bytes, 1000, bytes.length), rest);
    }
}
