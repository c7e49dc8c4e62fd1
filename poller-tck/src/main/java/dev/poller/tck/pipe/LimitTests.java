// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.pipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.Cancellation;
import dev.poller.blocking.OperationCancelledException;
import dev.poller.blocking.Until;
import dev.poller.blocking.process.Pipe;
import dev.poller.tck.Clause;
import dev.poller.tck.fixture.Task;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What ends one operation alone. */
abstract class LimitTests extends PipeFixture {
    @Test
    @Clause({"D6", "T21"})
    void aReadEndsAtItsOwnTimeAndThePipeGoesOn() throws Exception {
        Pipe pipe = open();
        long start = System.nanoTime();
        Until until = Until.in(Duration.ofMillis(20));
        assertThrows(SocketTimeoutException.class, () -> pipe.source().read(new byte[1], 0, 1, until));
        assertTrue(System.nanoTime() - start >= Duration.ofMillis(20).toNanos());
        assertWorks(pipe);
    }

    @Test
    @Clause({"D6", "T21"})
    void oneThatHasComeFailsThoughBytesAreReady() throws Exception {
        Pipe pipe = open();
        pipe.sink().write(new byte[] {7});
        Cancellation given = new Cancellation();
        given.cancel();
        byte[] one = new byte[1];
        assertThrows(SocketTimeoutException.class, () -> pipe.source().read(one, 0, 1, Until.in(Duration.ZERO)));
        assertThrows(OperationCancelledException.class, () -> pipe.source().read(one, 0, 1, Until.cancelled(given)));
        assertEquals(1, pipe.source().read(one));
        assertEquals(7, one[0]);
    }

    @Test
    @Clause({"D6", "T6", "T21"})
    void aCancellationEndsThoseWhoWaitAndQueueAndNobodyElse() throws Exception {
        Pipe pipe = open();
        Cancellation cancellation = new Cancellation();
        Task<Integer> first = start(
                        "first reader", () -> pipe.source().read(new byte[9], 0, 9, Until.cancelled(cancellation)))
                .parked();
        Task<Integer> second = startReader(pipe.source()).parked();
        Task<Integer> third = start(
                        "third reader", () -> pipe.source().read(new byte[9], 0, 9, Until.cancelled(cancellation)))
                .parked();
        cancellation.cancel();
        first.failure(OperationCancelledException.class);
        third.failure(OperationCancelledException.class);
        second.parked();
        pipe.sink().write(new byte[2]);
        assertEquals(2, second.get());
    }

    @Test
    @Clause({"D6", "T21"})
    void aCancelledWriteSaysHowMuchWentOut() throws Exception {
        Pipe pipe = open();
        byte[] bytes = random(3, LARGE);
        Cancellation cancellation = new Cancellation();
        Task<Boolean> writer = run("writer", () -> pipe.sink().write(bytes, 0, LARGE, Until.cancelled(cancellation)))
                .parked();
        cancellation.cancel();
        int written = writer.failure(OperationCancelledException.class).bytesTransferred;
        assertTrue(written > 0 && written < LARGE, "written " + written);
        pipe.sink().close();
        assertTrue(Arrays.equals(Arrays.copyOf(bytes, written), readAll(pipe.source())));
    }
}
