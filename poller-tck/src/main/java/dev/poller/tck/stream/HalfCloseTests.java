// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.tck.Clause;
import dev.poller.tck.fixture.Task;
import java.net.SocketException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Closing one direction only. */
abstract class HalfCloseTests extends StreamFixture {
    @Test
    @Clause("T8")
    void shutdownOutputSendsWhatIsWrittenThenTheEndAndReadingGoesOn() throws Exception {
        Pair pair = connect();
        byte[] bytes = Bytes.random(40, 100_000);
        Task<byte[]> reader = start("reader", () -> Bytes.readAll(pair.server()));
        pair.client().write(bytes);
        pair.client().shutdownOutput();
        assertArrayEquals(bytes, reader.get());
        byte[] answer = Bytes.random(41, 100_000);
        Task<byte[]> client = start("client", () -> Bytes.readAll(pair.client()));
        pair.server().write(answer);
        pair.server().shutdownOutput();
        assertArrayEquals(answer, client.get());
        assertTrue(pair.client().isOpen() && pair.server().isOpen());
    }

    @Test
    @Clause("T8")
    void aWaitingReaderSeesThePeersHalfClose() throws Exception {
        Pair pair = connect();
        Task<Integer> reader =
                start("reader", () -> pair.server().read(new byte[1])).parked();
        pair.client().shutdownOutput();
        assertEquals(-1, reader.get());
    }

    @Test
    @Clause("T8")
    void shutdownOutputLeavesTheOwnReaderWaiting() throws Exception {
        Pair pair = connect();
        Task<Integer> reader =
                start("reader", () -> pair.client().read(new byte[1])).parked();
        pair.client().shutdownOutput();
        assertEquals(-1, pair.server().read(new byte[1]));
        reader.parked();
        pair.server().write(new byte[] {1});
        assertEquals(1, reader.get());
    }

    @Test
    @Clause("T8")
    void writesAfterShutdownOutputFail() throws Exception {
        Pair pair = connect();
        pair.client().shutdownOutput();
        assertThrows(SocketException.class, () -> pair.client().write(new byte[1]));
        assertThrows(SocketException.class, () -> pair.client().write(ByteBuffer.allocate(1)));
        assertThrows(SocketException.class, () -> pair.client().write(ByteBuffer.allocateDirect(1)));
        assertTrue(pair.client().isOpen());
    }

    @Test
    @Clause("T8")
    void shutdownOutputEndsAWaitingWriter() throws Exception {
        Pair pair = connectNarrow();
        Task<Boolean> writer = startEndlessWriter(pair.client());
        Task<Boolean> queued =
                run("queued writer", () -> pair.client().write(new byte[1])).parked();
        pair.client().shutdownOutput();
        writer.failure(SocketException.class);
        queued.failure(SocketException.class);
        Bytes.readAll(pair.server());
        pair.server().write(new byte[] {1});
        assertEquals(1, pair.client().read(new byte[1]));
    }

    @Test
    @Clause("T9")
    void shutdownInputEndsAWaitingReader() throws Exception {
        Pair pair = connect();
        Task<Integer> reader =
                start("reader", () -> pair.server().read(new byte[1])).parked();
        Task<Integer> queued = start("queued reader", () -> pair.server().read(ByteBuffer.allocateDirect(1)))
                .parked();
        pair.server().shutdownInput();
        assertEquals(-1, reader.get());
        assertEquals(-1, queued.get());
    }

    @Test
    @Clause("T9")
    void everyReadAfterShutdownInputReturnsMinusOne() throws Exception {
        Pair pair = connect();
        pair.client().write(new byte[] {1, 2, 3});
        assertEquals(1, Bytes.read(pair.server(), 1)[0]);
        pair.server().shutdownInput();
        for (int i = 0; i < 3; i++) {
            assertEquals(-1, pair.server().read(new byte[1]));
            assertEquals(-1, pair.server().read(ByteBuffer.allocate(1)));
            assertEquals(-1, pair.server().inputStream().read());
        }
    }

    @Test
    @Clause("T9")
    void writingGoesOnAfterShutdownInput() throws Exception {
        Pair pair = connect();
        pair.server().shutdownInput();
        byte[] bytes = Bytes.random(42, 200_000);
        Task<Boolean> writer = run("writer", () -> pair.server().write(bytes));
        assertArrayEquals(bytes, Bytes.read(pair.client(), bytes.length));
        assertTrue(writer.get());
    }

    @Test
    @Clause({"T8", "T9"})
    void bothDirectionsShutIsNotYetClosed() throws Exception {
        Pair pair = connect();
        pair.client().shutdownOutput();
        pair.client().shutdownInput();
        assertTrue(pair.client().isOpen());
        assertEquals(2, netpoll.registrations());
        assertEquals(-1, pair.server().read(new byte[1]));
        pair.client().close();
        assertEquals(1, netpoll.registrations());
    }
}
