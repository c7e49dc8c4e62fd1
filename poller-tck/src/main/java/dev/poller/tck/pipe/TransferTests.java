// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.pipe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.process.Pipe;
import dev.poller.tck.Clause;
import dev.poller.tck.fixture.Task;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written into the sink is read from the source. */
abstract class TransferTests extends PipeFixture {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Clause({"D6", "T1"})
    void bytesComeWholeAndInOrder(boolean direct) throws Exception {
        Pipe pipe = open();
        byte[] bytes = random(1, 1_000_003);
        ByteBuffer source =
                buffer(direct, bytes.length + 2).position(1).put(bytes).flip().position(1);
        Task<Integer> writer = start("writer", () -> pipe.sink().write(source));
        ByteBuffer target = buffer(direct, bytes.length);
        pipe.source().readFully(target);
        assertEquals(bytes.length, writer.get());
        byte[] received = new byte[bytes.length];
        target.flip().get(received);
        assertArrayEquals(bytes, received);
    }

    private static ByteBuffer buffer(boolean direct, int size) {
        return direct ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
    }

    @Test
    @Clause({"D6", "T2"})
    void aReadReturnsWhatIsThereAndOnlyThatIsChanged() throws Exception {
        Pipe pipe = open();
        pipe.sink().write(new byte[] {1, 2, 3});
        byte[] target = new byte[9];
        assertEquals(3, pipe.source().read(target, 2, 5));
        assertArrayEquals(new byte[] {0, 0, 1, 2, 3, 0, 0, 0, 0}, target);
        assertEquals(0, pipe.source().read(new byte[0]));
    }

    @Test
    @Clause({"D6", "T1"})
    void pingPongOverTwoPipes() throws Exception {
        Pipe forth = open();
        Pipe back = open();
        int rounds = 1000;
        Task<Boolean> echo = run("echo", () -> {
            for (int i = 0; i < rounds; i++) {
                back.sink().write(read(forth.source(), 4));
            }
        });
        for (int i = 0; i < rounds; i++) {
            forth.sink().write(ByteBuffer.allocate(4).putInt(0, i));
            assertEquals(i, ByteBuffer.wrap(read(back.source(), 4)).getInt());
        }
        assertTrue(echo.get());
    }

    @Test
    @Clause({"D6", "T19"})
    void theEndRightBehindTheBytesIsNotLost() throws Exception {
        for (int i = 1; i <= 20; i++) {
            Pipe pipe = open();
            Task<byte[]> reader = start("reader", () -> readAll(pipe.source())).parked();
            byte[] bytes = random(i, i * 1000);
            pipe.sink().write(bytes);
            pipe.sink().close();
            assertArrayEquals(bytes, reader.get());
            assertEquals(-1, pipe.source().read(new byte[1]));
        }
    }
}
