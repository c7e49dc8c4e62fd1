// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.tck.Clause;
import dev.poller.tck.fixture.Task;
import java.io.ByteArrayOutputStream;
import java.net.SocketException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** The peer throws the connection away. */
abstract class ResetTests extends StreamFixture {
    @Test
    @Clause("T10")
    void aResetEndsAWaitingReadAndEveryLaterOne() throws Exception {
        Pair pair = connect();
        Task<Integer> reader =
                start("reader", () -> pair.server().read(new byte[1])).parked();
        reset(pair.client());
        assertEquals("Connection reset", reader.failure(SocketException.class).getMessage());
        for (int i = 0; i < 3; i++) {
            assertReset(() -> pair.server().read(new byte[1]));
            assertReset(() -> pair.server().read(ByteBuffer.allocate(1)));
            assertReset(() -> pair.server().read(ByteBuffer.allocateDirect(1)));
        }
        assertTrue(pair.server().isOpen());
    }

    @Test
    @Clause("T10")
    void whatWasReceivedBeforeTheResetIsReadFirst() throws Exception {
        Pair pair = connect();
        byte[] bytes = Bytes.random(50, 30_000);
        pair.client().write(bytes);
        assertEquals(bytes[0], Bytes.read(pair.server(), 1)[0]);
        reset(pair.client());
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        received.write(bytes[0]);
        assertReset(() -> {
            byte[] some = new byte[1000];
            for (int count; (count = pair.server().read(some)) >= 0; ) {
                received.write(some, 0, count);
            }
        });
        assertArrayEquals(bytes, received.toByteArray());
        assertReset(() -> pair.server().read(new byte[1]));
    }

    @Test
    @Clause("T10")
    void aPeerThatClosesWithUnreadDataResets() throws Exception {
        Pair pair = connect();
        pair.server().write(new byte[] {1, 2});
        assertEquals(1, pair.client().read(new byte[1]));
        Task<Integer> reader =
                start("reader", () -> pair.server().read(new byte[1])).parked();
        pair.client().close();
        assertEquals("Connection reset", reader.failure(SocketException.class).getMessage());
        assertReset(() -> pair.server().read(new byte[1]));
    }

    @Test
    @Clause("T10")
    void aResetEndsAWaitingWrite() throws Exception {
        Pair pair = connectNarrow();
        Task<Boolean> writer = startEndlessWriter(pair.client());
        reset(pair.server());
        writer.failure(SocketException.class);
        assertThrows(SocketException.class, () -> pair.client().write(new byte[1]));
    }

    @Test
    @Clause("T10")
    void aResetEndsReaderAndWriterTogether() throws Exception {
        Pair pair = connectNarrow();
        Task<Boolean> writer = startEndlessWriter(pair.client());
        Task<Integer> reader =
                start("reader", () -> pair.client().read(new byte[1])).parked();
        reset(pair.server());
        writer.failure(SocketException.class);
        // The kernel tells only one of them; what the other is told in the same instant is not promised.
        reader.awaitThreadEnd();
    }

    @Test
    @Clause("T10")
    void aResetThatAWriteMetFirstFailsReadsToo() throws Exception {
        Pair pair = connectNarrow();
        Task<Boolean> writer = startEndlessWriter(pair.client());
        reset(pair.server());
        writer.failure(SocketException.class);
        assertReset(() -> pair.client().read(new byte[1]));
        assertReset(() -> pair.client().read(new byte[1]));
    }

    @Test
    @Clause("T10")
    void whatWasReceivedIsReadAlsoWhenAWriteMetTheResetFirst() throws Exception {
        Pair pair = connectNarrow();
        pair.server().write(new byte[] {1, 2, 3});
        assertEquals(1, Bytes.read(pair.client(), 1)[0]);
        Task<Boolean> writer = startEndlessWriter(pair.client());
        reset(pair.server());
        writer.failure(SocketException.class);
        assertArrayEquals(new byte[] {2, 3}, Bytes.read(pair.client(), 2));
        assertReset(() -> pair.client().read(new byte[1]));
        assertReset(() -> pair.client().read(new byte[1]));
    }

    @Test
    @Clause("T10")
    void aResetStreamCanBeClosed() throws Exception {
        Pair pair = connect();
        reset(pair.client());
        assertReset(() -> pair.server().read(new byte[1]));
        pair.server().close();
        assertEquals(0, netpoll.registrations());
    }

    private static void assertReset(Call read) {
        SocketException thrown = assertThrows(SocketException.class, read::run);
        assertEquals("Connection reset", thrown.getMessage());
    }
}
