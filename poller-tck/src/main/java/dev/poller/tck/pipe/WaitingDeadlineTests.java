// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.pipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.process.Pipe;
import dev.poller.tck.Clause;
import dev.poller.tck.fixture.Task;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Deadlines that are moved while a call waits. */
abstract class WaitingDeadlineTests extends PipeFixture {
    @Test
    @Clause({"D6", "T4"})
    void oneSetMeanwhileEndsAWaitingReadAndNotEarlier() throws Exception {
        Pipe pipe = open();
        Task<Integer> reader = startReader(pipe.source()).parked();
        pipe.source().setReadDeadline(Duration.ofHours(1));
        reader.parked();
        long start = System.nanoTime();
        pipe.source().setReadDeadline(Duration.ofMillis(50));
        reader.failure(SocketTimeoutException.class);
        assertTrue(System.nanoTime() - start >= Duration.ofMillis(50).toNanos());
    }

    @Test
    @Clause({"D6", "T4"})
    void onePassedThatIsSetMeanwhileEndsAWaitingWrite() throws Exception {
        Pipe pipe = open();
        Task<Boolean> writer = startEndlessWriter(pipe);
        pipe.sink().setWriteDeadline(Duration.ZERO);
        writer.failure(SocketTimeoutException.class);
    }

    @Test
    @Clause({"D6", "T4"})
    void oneClearedMeanwhileDoesNotEndTheWait() throws Exception {
        Pipe pipe = open();
        Task<Integer> reader = startReader(pipe.source()).parked();
        long start = System.nanoTime();
        pipe.source().setReadDeadline(Duration.ofMillis(200));
        pipe.source().clearReadDeadline();
        awaitElapsed(start, Duration.ofMillis(300));
        assertFalse(reader.ended());
        pipe.sink().write(new byte[1]);
        assertEquals(1, reader.get());
    }

    @Test
    @Clause({"D6", "T4", "T6"})
    void queueingCountsToo() throws Exception {
        Pipe pipe = open();
        Task<Integer> first = startReader(pipe.source()).parked();
        Task<Integer> second = startReader(pipe.source()).parked();
        pipe.source().setReadDeadline(Duration.ofMillis(10));
        first.failure(SocketTimeoutException.class);
        second.failure(SocketTimeoutException.class);
    }
}
