// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.pipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.process.Pipe;
import dev.poller.tck.Clause;
import dev.poller.tck.fixture.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several threads at one end. */
abstract class RacingTests extends PipeFixture {
    @Test
    @Clause({"D6", "T6"})
    void readersTakeEveryByteOnce() throws Exception {
        Pipe pipe = open();
        Queue<Integer> received = new ConcurrentLinkedQueue<>();
        List<Task<Boolean>> readers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            readers.add(run("reader " + i, () -> {
                for (int k = 0; k < 16; k++) {
                    received.add((int) read(pipe.source(), 1)[0]);
                }
            }));
        }
        for (int i = 0; i < 128; i++) {
            pipe.sink().write(new byte[] {(byte) i});
        }
        for (Task<Boolean> reader : readers) {
            assertTrue(reader.get());
        }
        Set<Integer> once = new TreeSet<>(received);
        assertEquals(IntStream.range(0, 128).boxed().collect(Collectors.toSet()), once);
        assertEquals(128, received.size());
    }

    /** More than PIPE_BUF, below which the kernel alone sees to it. */
    @Test
    @Clause({"D6", "T3"})
    void writersDoNotMixTheirBytes() throws Exception {
        Pipe pipe = open();
        int block = 90_001;
        List<Task<Boolean>> writers = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            byte[] bytes = new byte[block];
            Arrays.fill(bytes, (byte) i);
            writers.add(run("writer " + i, () -> {
                for (int k = 0; k < 5; k++) {
                    pipe.sink().write(bytes);
                }
            }));
        }
        int[] blocks = new int[5];
        for (int i = 0; i < 20; i++) {
            byte[] received = read(pipe.source(), block);
            byte[] same = new byte[block];
            Arrays.fill(same, received[0]);
            assertTrue(Arrays.equals(same, received), "block " + i);
            blocks[received[0]]++;
        }
        assertEquals("[0, 5, 5, 5, 5]", Arrays.toString(blocks));
        for (Task<Boolean> writer : writers) {
            assertTrue(writer.get());
        }
    }

    @Test
    @Clause({"D6", "T6"})
    void aSecondReaderWaitsForTheFirst() throws Exception {
        Pipe pipe = open();
        Task<Integer> first = startReader(pipe.source()).parked();
        Task<Integer> second = startReader(pipe.source()).parked();
        pipe.sink().write(new byte[1]);
        assertEquals(1, first.get());
        assertFalse(second.ended());
        pipe.sink().write(new byte[2]);
        assertEquals(2, second.get());
    }
}
