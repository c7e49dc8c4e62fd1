// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Listener;
import dev.poller.tck.Clause;
import dev.poller.tck.fixture.Task;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Deadlines that are moved while a call waits. */
abstract class WaitingDeadlineTests extends StreamFixture {
    private static final Duration SOON = Duration.ofMillis(50);

    @Test
    @Clause("T4")
    void aDeadlineSetMeanwhileEndsAWaitingRead() throws Exception {
        Pair pair = connect();
        Task<Integer> reader = startReader(pair.server()).parked();
        long start = System.nanoTime();
        pair.server().setReadDeadline(SOON);
        reader.failure(SocketTimeoutException.class);
        assertTrue(System.nanoTime() - start >= SOON.toNanos());
    }

    @Test
    @Clause("T4")
    void aPassedDeadlineSetMeanwhileEndsAWaitingRead() throws Exception {
        Pair pair = connect();
        Task<Integer> reader = startReader(pair.server()).parked();
        pair.server().setReadDeadline(Duration.ofSeconds(-1));
        reader.failure(SocketTimeoutException.class);
    }

    @Test
    @Clause("T4")
    void aPassedDeadlineSetMeanwhileEndsAWaitingWrite() throws Exception {
        Pair pair = connectNarrow();
        Task<Boolean> writer = startEndlessWriter(pair.client());
        pair.client().setWriteDeadline(Duration.ZERO);
        writer.failure(SocketTimeoutException.class);
    }

    @Test
    @Clause("T4")
    void aDeadlineSetMeanwhileEndsAWaitingAccept() throws Exception {
        Listener<?> listener = listen();
        Task<ByteStream> acceptor = startAcceptor(listener).parked();
        long start = System.nanoTime();
        listener.setAcceptDeadline(SOON);
        acceptor.failure(SocketTimeoutException.class);
        assertTrue(System.nanoTime() - start >= SOON.toNanos());
    }

    @Test
    @Clause("T4")
    void aDeadlineMovedEarlierMeanwhileEndsTheWaitEarlier() throws Exception {
        Pair pair = connect();
        pair.server().setReadDeadline(Duration.ofHours(1));
        Task<Integer> reader = startReader(pair.server()).parked();
        pair.server().setReadDeadline(SOON);
        reader.failure(SocketTimeoutException.class);
    }

    @Test
    @Clause("T4")
    void aDeadlineMovedLaterMeanwhileLetsTheWaitGoOn() throws Exception {
        Pair pair = connect();
        long start = System.nanoTime();
        pair.server().setReadDeadline(Duration.ofMillis(200));
        Task<Integer> reader = startReader(pair.server()).parked();
        pair.server().setReadDeadline(Duration.ofMillis(500));
        long moved = System.nanoTime();
        reader.failure(SocketTimeoutException.class);
        assertTrue(System.nanoTime() - start >= Duration.ofMillis(500).toNanos());
        assertTrue(moved - start < Duration.ofMillis(500).toNanos(), "the machine was too slow to tell");
    }

    @Test
    @Clause("T4")
    void aDeadlineClearedMeanwhileDoesNotEndTheWait() throws Exception {
        Pair pair = connect();
        long start = System.nanoTime();
        pair.server().setReadDeadline(Duration.ofMillis(200));
        Task<Integer> reader = startReader(pair.server()).parked();
        pair.server().clearReadDeadline();
        awaitElapsed(start, Duration.ofMillis(300));
        assertFalse(reader.ended());
        pair.client().write(new byte[] {1});
        assertEquals(1, reader.get());
    }

    @Test
    @Clause("T4")
    void aClearedAcceptDeadlineDoesNotEndTheWait() throws Exception {
        Listener<?> listener = listen();
        long start = System.nanoTime();
        listener.setAcceptDeadline(Duration.ofMillis(200));
        Task<ByteStream> acceptor = startAcceptor(listener).parked();
        listener.clearAcceptDeadline();
        awaitElapsed(start, Duration.ofMillis(300));
        assertFalse(acceptor.ended());
        ByteStream client = connectTo(listener);
        assertConnected(client, acceptor.get());
    }

    @Test
    @Clause("T5")
    void aReadThatTimedOutWhileWaitingCanBeRepeated() throws Exception {
        Pair pair = connect();
        for (int i = 0; i < 20; i++) {
            Task<Integer> reader = startReader(pair.server()).parked();
            pair.server().setReadDeadline(Duration.ZERO);
            reader.failure(SocketTimeoutException.class);
            pair.server().clearReadDeadline();
            Task<Integer> again = startReader(pair.server()).parked();
            pair.client().write(new byte[] {1});
            assertEquals(1, again.get());
        }
    }

    @Test
    @Clause({"T4", "T6"})
    void theReadDeadlineLeavesWritersAloneAndTheWriteDeadlineReaders() throws Exception {
        Pair pair = connectNarrow();
        Task<Integer> reader = startReader(pair.client()).parked();
        Task<Boolean> writer = startEndlessWriter(pair.client());
        pair.client().setReadDeadline(Duration.ZERO);
        reader.failure(SocketTimeoutException.class);
        writer.parked();
        pair.client().clearReadDeadline();
        Task<Integer> second = startReader(pair.client()).parked();
        pair.client().setWriteDeadline(Duration.ZERO);
        writer.failure(SocketTimeoutException.class);
        second.parked();
    }

    @Test
    @Clause({"T4", "T6"})
    void queueingBehindAnotherReaderCountsAgainstTheDeadline() throws Exception {
        Pair pair = connect();
        Task<Integer> first = startReader(pair.server()).parked();
        Task<Integer> second = startReader(pair.server()).parked();
        Task<Integer> third = startReader(pair.server()).parked();
        pair.server().setReadDeadline(Duration.ofMillis(10));
        first.failure(SocketTimeoutException.class);
        second.failure(SocketTimeoutException.class);
        third.failure(SocketTimeoutException.class);
    }

    @Test
    @Clause({"T4", "T6"})
    void queueingBehindAnotherWriterCountsAgainstTheDeadline() throws Exception {
        Pair pair = connectNarrow();
        Task<Boolean> first = startEndlessWriter(pair.client());
        Task<Boolean> second =
                run("second writer", () -> pair.client().write(new byte[1])).parked();
        pair.client().setWriteDeadline(Duration.ofMillis(10));
        first.failure(SocketTimeoutException.class);
        assertEquals(0, second.failure(SocketTimeoutException.class).bytesTransferred);
    }

    @Test
    @Clause("T4")
    void manyDeadlinesOfManyStreamsPassInAnyOrder() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        List<Task<Boolean>> readers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Pair pair = connect();
            long nanos = random.nextLong(100_000_000);
            readers.add(run("reader " + i, () -> {
                long start = System.nanoTime();
                pair.server().setReadDeadline(Duration.ofNanos(nanos));
                try {
                    pair.server().read(new byte[1]);
                    throw new AssertionError("there is nothing to read");
                } catch (SocketTimeoutException expected) {
                    assertTrue(System.nanoTime() - start >= nanos);
                }
            }));
        }
        for (Task<Boolean> reader : readers) {
            assertTrue(reader.get());
        }
    }

    @Test
    @Clause("T4")
    void deadlinesSetByManyThreadsAtOnceLeaveTheLastOneInForce() throws Exception {
        Pair pair = connect();
        Task<Integer> reader = startReader(pair.server()).parked();
        List<Task<Boolean>> setters = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            long millis = 3_600_000L * (1 + i);
            setters.add(run("setter " + i, () -> {
                for (int k = 0; k < 500; k++) {
                    pair.server().setReadDeadline(Duration.ofMillis(millis + k));
                    pair.server().clearReadDeadline();
                }
            }));
        }
        for (Task<Boolean> setter : setters) {
            assertTrue(setter.get());
        }
        assertFalse(reader.ended());
        pair.server().setReadDeadline(Duration.ofMillis(1));
        reader.failure(SocketTimeoutException.class);
    }

    private Task<Integer> startReader(ByteStream stream) {
        return start("reader", () -> stream.read(new byte[1]));
    }
}
