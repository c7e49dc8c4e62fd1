// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.Cancellation;
import dev.poller.blocking.OperationCancelledException;
import dev.poller.blocking.Until;
import dev.poller.tck.Clause;
import dev.poller.tck.fixture.Task;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Waiting for something to read without reading it. */
abstract class AwaitTests extends StreamFixture {
    @Test
    @Clause("T26")
    void bytesEndTheWaitAndAreStillThere() throws Exception {
        Pair pair = connect();
        for (byte i = 0; i < 5; i++) {
            Task<Boolean> waiting = startWaiting(pair).parked();
            pair.client().write(new byte[] {i, i});
            assertTrue(waiting.get());
            assertArrayEquals(new byte[] {i, i}, Bytes.read(pair.server(), 2));
        }
    }

    @Test
    @Clause("T26")
    void whatIsThereAlreadyEndsItAtOnceAndAgain() throws Exception {
        Pair pair = connect();
        pair.client().write(new byte[] {1, 2, 3});
        for (int i = 0; i < 3; i++) {
            pair.server().awaitReadable();
        }
        assertEquals(1, pair.server().read(new byte[1]));
        pair.server().awaitReadable();
        assertArrayEquals(new byte[] {2, 3}, Bytes.read(pair.server(), 2));
    }

    @Test
    @Clause("T26")
    void theEndAndTheOwnShutdownEndIt() throws Exception {
        Pair pair = connect();
        Task<Boolean> peer = run("peer", pair.client()::awaitReadable).parked();
        Task<Boolean> own = startWaiting(pair).parked();
        pair.server().shutdownInput();
        assertTrue(own.get());
        pair.server().close();
        assertTrue(peer.get());
        assertEquals(-1, pair.client().read(new byte[1]));
        pair.client().awaitReadable();
    }

    @Test
    @Clause("T26")
    void aResetEndsItAndTheReadTellsOfIt() throws Exception {
        Pair pair = connect();
        Task<Boolean> waiting = startWaiting(pair).parked();
        reset(pair.client());
        assertTrue(waiting.get());
        pair.server().awaitReadable();
        SocketException reset =
                assertThrows(SocketException.class, () -> pair.server().read(new byte[1]));
        assertEquals("Connection reset", reset.getMessage());
    }

    @Test
    @Clause({"T4", "T21", "T26"})
    void itEndsAsAReadDoesThatWaits() throws Exception {
        Pair pair = connect();
        Task<Boolean> interrupted = startWaiting(pair).parked();
        interrupted.interrupt();
        interrupted.failure(InterruptedIOException.class);
        Task<Boolean> late = startWaiting(pair).parked();
        pair.server().setReadDeadline(Duration.ofMillis(1));
        late.failure(SocketTimeoutException.class);
        pair.server().clearReadDeadline();
        assertThrows(SocketTimeoutException.class, () -> pair.server().awaitReadable(Until.in(Duration.ofMillis(1))));
        Cancellation cancellation = new Cancellation();
        Task<Boolean> cancelled = run("cancelled", () -> pair.server().awaitReadable(Until.cancelled(cancellation)))
                .parked();
        cancellation.cancel();
        cancelled.failure(OperationCancelledException.class);
        Task<Boolean> closed = startWaiting(pair).parked();
        pair.server().close();
        closed.failure(AsynchronousCloseException.class);
        assertThrows(ClosedChannelException.class, pair.server()::awaitReadable);
    }

    @Test
    @Clause({"T19", "T26"})
    void nothingIsMissedThatComesBetweenWaitAndRead() throws Exception {
        Pair pair = connect();
        int total = 20_000;
        Task<Boolean> peer = run("peer", () -> {
            for (int i = 0; i < total; i++) {
                pair.client().write(new byte[] {(byte) i});
            }
        });
        byte[] room = new byte[100];
        for (int done = 0; done < total; ) {
            pair.server().awaitReadable();
            int count = pair.server().read(room);
            for (int i = 0; i < count; i++) {
                assertEquals((byte) (done + i), room[i]);
            }
            done += count;
        }
        assertTrue(peer.get());
    }

    @Test
    @Clause({"T20", "T26"})
    void aStreamThatIsTransferredToItselfIsAnEcho() throws Exception {
        Pair pair = connect();
        Task<Long> echo = start("echo", () -> pair.server().transferTo(pair.server()));
        byte[] bytes = Bytes.random(60, 300_000);
        Task<Boolean> writer = run("writer", () -> {
            pair.client().write(bytes);
            pair.client().shutdownOutput();
        });
        assertArrayEquals(bytes, Bytes.read(pair.client(), bytes.length));
        assertTrue(writer.get());
        assertEquals(bytes.length, echo.get());
    }

    private Task<Boolean> startWaiting(Pair pair) {
        return run("waits", pair.server()::awaitReadable);
    }
}
