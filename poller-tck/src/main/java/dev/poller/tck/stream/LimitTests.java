// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Cancellation;
import dev.poller.blocking.Listener;
import dev.poller.blocking.OperationCancelledException;
import dev.poller.blocking.Until;
import dev.poller.tck.Clause;
import dev.poller.tck.fixture.Task;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What ends one operation alone. */
abstract class LimitTests extends StreamFixture {
    private static final Duration SOON = Duration.ofMillis(30);
    private static final int LARGE = 4_000_000;

    @Test
    @Clause("T21")
    void aTimeThatEndsOnlyWaitsLetsReadyDataThrough() throws Exception {
        Pair pair = connect();
        pair.client().write(new byte[] {1, 2});
        pair.server().awaitReadable();
        Until passed = Until.in(Duration.ZERO).whileWaiting();
        assertEquals(1, pair.server().read(new byte[1], 0, 1, passed));
        assertEquals(1, pair.server().read(new byte[1], 0, 1, passed));
        assertThrows(SocketTimeoutException.class, () -> pair.server().read(new byte[1], 0, 1, passed));
    }

    @Test
    @Clause("T21")
    void aReadEndsAtItsOwnTimeAndNotEarlier() throws Exception {
        Pair pair = connect();
        long start = System.nanoTime();
        Until until = Until.in(SOON);
        SocketTimeoutException late =
                assertThrows(SocketTimeoutException.class, () -> pair.server().read(new byte[9], 0, 9, until));
        assertTrue(System.nanoTime() - start >= SOON.toNanos());
        assertEquals("Read timed out", late.getMessage());
        assertConnected(pair.client(), pair.server());
    }

    @Test
    @Clause("T21")
    void everyKindOfReadAndWriteHasALimit() throws Exception {
        Pair pair = connectNarrow();
        Until passed = Until.in(Duration.ZERO);
        ByteStream stream = pair.client();
        assertThrows(SocketTimeoutException.class, () -> stream.read(ByteBuffer.allocate(9), passed));
        assertThrows(SocketTimeoutException.class, () -> stream.read(ByteBuffer.allocateDirect(9), passed));
        assertThrows(SocketTimeoutException.class, () -> stream.write(new byte[9], 0, 9, passed));
        assertThrows(SocketTimeoutException.class, () -> stream.write(ByteBuffer.allocate(9), passed));
        assertThrows(SocketTimeoutException.class, () -> stream.write(ByteBuffer.allocateDirect(9), passed));
        assertConnected(pair.client(), pair.server());
        assertConnected(pair.server(), pair.client());
    }

    @Test
    @Clause("T21")
    void oneThatHasComeFailsThoughDataIsReady() throws Exception {
        Pair pair = connect();
        pair.client().write(new byte[] {7});
        Cancellation given = new Cancellation();
        given.cancel();
        byte[] one = new byte[1];
        assertThrows(SocketTimeoutException.class, () -> pair.server().read(one, 0, 1, Until.in(Duration.ZERO)));
        assertThrows(OperationCancelledException.class, () -> pair.server().read(one, 0, 1, Until.cancelled(given)));
        assertEquals(1, pair.server().read(one, 0, 1, Until.in(Duration.ofMinutes(1))));
        assertEquals(7, one[0]);
    }

    @Test
    @Clause("T21")
    void aCancellationEndsAWaitingReadAndNothingElse() throws Exception {
        Pair pair = connect();
        Cancellation cancellation = new Cancellation();
        Task<Integer> reader = start(
                        "reader", () -> pair.server().read(ByteBuffer.allocate(9), Until.cancelled(cancellation)))
                .parked();
        Task<Integer> other = start(
                        "reader at the other end", () -> pair.client().read(new byte[9]))
                .parked();
        cancellation.cancel();
        assertEquals(
                "Read cancelled",
                reader.failure(OperationCancelledException.class).getMessage());
        assertFalse(other.ended());
        assertConnected(pair.client(), pair.server());
        pair.server().write(new byte[3]);
        assertEquals(3, other.get());
        assertTrue(cancellation.isCancelled());
        assertEquals("Cancellation[given, 0 operations]", cancellation.toString());
    }

    @Test
    @Clause("T21")
    void oneCancellationEndsManyOperations() throws Exception {
        Pair one = connect();
        Pair two = connectNarrow();
        Listener<?> listener = listen();
        Cancellation cancellation = new Cancellation();
        Until until = Until.in(Duration.ofMinutes(1)).orCancelled(cancellation);
        Task<Integer> reader = start("reader", () -> one.server().read(new byte[9], 0, 9, until))
                .parked();
        Task<Boolean> writer = run("writer", () -> two.client().write(new byte[LARGE], 0, LARGE, until))
                .parked();
        Task<ByteStream> acceptor = start(
                        "acceptor", (java.util.concurrent.Callable<ByteStream>) () -> listener.accept(until))
                .parked();
        assertEquals("Cancellation[not given, 3 operations]", cancellation.toString());
        cancellation.cancel();
        reader.failure(OperationCancelledException.class);
        writer.failure(OperationCancelledException.class);
        acceptor.failure(OperationCancelledException.class);
        ByteStream client = connectTo(listener);
        assertConnected(client, listener.accept());
    }

    @Test
    @Clause("T21")
    void whoQueuesIsEndedToo() throws Exception {
        Pair pair = connect();
        Cancellation cancellation = new Cancellation();
        Task<Integer> first =
                start("first reader", () -> pair.server().read(new byte[9])).parked();
        Task<Integer> cancelled = start(
                        "queueing reader", () -> pair.server().read(new byte[9], 0, 9, Until.cancelled(cancellation)))
                .parked();
        Task<Integer> late = start("late reader", () -> pair.server().read(new byte[9], 0, 9, Until.in(SOON)));
        late.failure(SocketTimeoutException.class);
        cancellation.cancel();
        cancelled.failure(OperationCancelledException.class);
        assertFalse(first.ended());
        pair.client().write(new byte[4]);
        assertEquals(4, first.get());
    }

    @Test
    @Clause("T21")
    void aWriteThatIsCutOffSaysHowMuchWentOut() throws Exception {
        Pair pair = connectNarrow();
        byte[] bytes = Bytes.random(80, LARGE);
        Cancellation cancellation = new Cancellation();
        Task<Boolean> writer = run("writer", () -> pair.client().write(bytes, 0, LARGE, Until.cancelled(cancellation)))
                .parked();
        cancellation.cancel();
        int written = writer.failure(InterruptedIOException.class).bytesTransferred;
        assertTrue(written > 0 && written < LARGE, () -> "written " + written);
        pair.client().shutdownOutput();
        assertArrayEquals(Arrays.copyOf(bytes, written), Bytes.readAll(pair.server()));
    }

    @Test
    @Clause("T21")
    void aBufferThatIsCutOffHasMovedAsFarAsItsBytes() throws Exception {
        Pair pair = connectNarrow();
        ByteBuffer source = ByteBuffer.allocateDirect(LARGE);
        InterruptedIOException late =
                assertThrows(SocketTimeoutException.class, () -> pair.client().write(source, Until.in(SOON)));
        assertEquals("Write timed out", late.getMessage());
        assertEquals(source.position(), late.bytesTransferred);
        pair.client().close();
        assertEquals(source.position(), Bytes.readAll(pair.server()).length);
    }

    @Test
    @Clause({"T4", "T21"})
    void theSoonerOfBothDeadlinesCounts() throws Exception {
        Pair pair = connect();
        Until far = Until.in(Duration.ofMinutes(1));
        pair.server().setReadDeadline(SOON);
        assertThrows(SocketTimeoutException.class, () -> pair.server().read(new byte[9], 0, 9, far));
        pair.server().setReadDeadline(Duration.ofMinutes(1));
        assertThrows(SocketTimeoutException.class, () -> pair.server().read(new byte[9], 0, 9, Until.in(SOON)));
        assertConnected(pair.client(), pair.server());
    }

    @Test
    @Clause("T21")
    void oneDeadlineServesForManyOperations() throws Exception {
        Pair pair = connect();
        Until until = Until.in(Duration.ofMillis(200));
        byte[] bytes = new byte[1];
        for (int i = 0; i < 5; i++) {
            pair.client().write(bytes, 0, 1, until);
            assertEquals(1, pair.server().read(bytes, 0, 1, until));
        }
        assertThrows(SocketTimeoutException.class, () -> pair.server().read(bytes, 0, 1, until));
        assertThrows(SocketTimeoutException.class, () -> pair.client().write(bytes, 0, 1, until));
    }

    @Test
    @Clause("T21")
    void anAcceptEndsAtItsOwnTime() throws Exception {
        Listener<?> listener = listen();
        SocketTimeoutException late = assertThrows(SocketTimeoutException.class, () -> listener.accept(Until.in(SOON)));
        assertEquals("Accept timed out", late.getMessage());
        ByteStream client = connectTo(listener);
        assertConnected(client, listener.accept(Until.FOREVER));
    }

    @Test
    @Clause("T20")
    void everythingIsTransferredAndTheTargetStaysOpen() throws Exception {
        Pair from = connect();
        Pair to = connect();
        byte[] bytes = Bytes.random(81, 300_001);
        Task<Boolean> writer = run("writer", () -> {
            from.client().write(bytes);
            from.client().shutdownOutput();
        });
        Task<Long> transfer = start("transfer", () -> from.server().transferTo(to.client()));
        assertArrayEquals(bytes, Bytes.read(to.server(), bytes.length));
        assertEquals(bytes.length, transfer.get());
        assertTrue(writer.get());
        assertConnected(to.client(), to.server());
        assertConnected(to.server(), to.client());
    }
}
