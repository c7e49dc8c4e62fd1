// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.tck.Clause;
import dev.poller.tck.fixture.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several threads on one stream. */
abstract class SharingTests extends StreamFixture {
    @Test
    @Clause("T6")
    void aWaitingReaderDoesNotHoldUpAWriter() throws Exception {
        Pair pair = connect();
        Task<byte[]> reader =
                start("reader", () -> Bytes.read(pair.server(), 1)).parked();
        byte[] bytes = Bytes.random(80, 1_000_000);
        Task<byte[]> peer = start("peer", () -> Bytes.read(pair.client(), bytes.length));
        pair.server().write(bytes);
        assertTrue(Arrays.equals(bytes, peer.get()));
        reader.parked();
        pair.client().write(new byte[] {5});
        assertEquals(5, reader.get()[0]);
    }

    @Test
    @Clause("T6")
    void aWaitingWriterDoesNotHoldUpAReader() throws Exception {
        Pair pair = connectNarrow();
        Task<Boolean> writer = startEndlessWriter(pair.client());
        byte[] bytes = Bytes.random(81, 30_000);
        Task<Boolean> peer = run("peer", () -> pair.server().write(bytes));
        assertTrue(Arrays.equals(bytes, Bytes.read(pair.client(), bytes.length)));
        assertTrue(peer.get());
        assertFalse(writer.ended());
    }

    @Test
    @Clause("T6")
    void aSecondReaderWaitsForTheFirst() throws Exception {
        Pair pair = connect();
        Task<byte[]> first =
                start("first reader", () -> Bytes.read(pair.server(), 1)).parked();
        Task<byte[]> second =
                start("second reader", () -> Bytes.read(pair.server(), 1)).parked();
        pair.client().write(new byte[] {1});
        assertEquals(1, first.get()[0]);
        assertFalse(second.ended());
        pair.client().write(new byte[] {2});
        assertEquals(2, second.get()[0]);
    }

    @Test
    @Clause("T6")
    void manyReadersTakeEveryByteOnce() throws Exception {
        Pair pair = connect();
        List<Task<byte[]>> readers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            readers.add(start("reader " + i, () -> Bytes.read(pair.server(), 1)));
        }
        byte[] bytes = new byte[64];
        for (int i = 0; i < 64; i++) {
            bytes[i] = (byte) i;
        }
        pair.client().write(bytes);
        Set<Integer> received = new TreeSet<>();
        for (Task<byte[]> reader : readers) {
            received.add((int) reader.get()[0]);
        }
        assertEquals(IntStream.range(0, 64).boxed().collect(Collectors.toSet()), received);
    }

    @Test
    @Clause("T3")
    void writersDoNotMixTheirBytes() throws Exception {
        Pair pair = connectNarrow();
        int block = 20_011;
        List<Task<Boolean>> writers = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            byte[] bytes = new byte[block];
            Arrays.fill(bytes, (byte) i);
            writers.add(run("writer " + i, () -> {
                for (int k = 0; k < 5; k++) {
                    pair.client().write(bytes);
                }
            }));
        }
        int[] blocks = new int[5];
        for (int i = 0; i < 20; i++) {
            byte[] received = Bytes.read(pair.server(), block);
            byte first = received[0];
            for (int k = 0; k < block; k++) {
                assertEquals(first, received[k], "byte " + k + " of block " + i);
            }
            blocks[first]++;
        }
        assertEquals("[0, 5, 5, 5, 5]", Arrays.toString(blocks));
        for (Task<Boolean> writer : writers) {
            assertTrue(writer.get());
        }
    }

    @Test
    @Clause("T16")
    void waitingCallsLeaveTheProcessorsToOthers() throws Exception {
        List<Task<?>> waiting = new ArrayList<>();
        int many = 4 * Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < many; i++) {
            Pair pair = connectNarrow();
            waiting.add(start("reader " + i, () -> pair.client().read(new byte[1])));
            waiting.add(run("writer " + i, () -> pair.client().write(new byte[4_000_000])));
            waiting.add(start("acceptor " + i, listen()::accept));
        }
        for (Task<?> task : waiting) {
            task.parked();
        }
        Pair pair = connect();
        Task<byte[]> echo = start("echo", () -> {
            byte[] bytes = Bytes.read(pair.server(), 3);
            pair.server().write(bytes);
            return bytes;
        });
        pair.client().write(new byte[] {1, 2, 3});
        assertEquals(3, Bytes.read(pair.client(), 3)[2]);
        assertEquals(1, echo.get()[0]);
    }
}
