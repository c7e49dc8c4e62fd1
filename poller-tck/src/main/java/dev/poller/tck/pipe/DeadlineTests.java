// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.pipe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.process.Pipe;
import dev.poller.tck.Clause;
import dev.poller.tck.fixture.Task;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deadlines that are set before the call: past, present and future. */
abstract class DeadlineTests extends PipeFixture {
    @ParameterizedTest
    @ValueSource(longs = {1, 1_000_001, 30_000_000})
    @Clause({"D6", "T4"})
    void aReadNeverTimesOutEarly(long nanos) throws Exception {
        Pipe pipe = open();
        long start = System.nanoTime();
        pipe.source().setReadDeadline(Duration.ofNanos(nanos));
        assertThrows(SocketTimeoutException.class, () -> pipe.source().read(new byte[1]));
        assertTrue(System.nanoTime() - start >= nanos);
    }

    @Test
    @Clause({"D6", "T4", "T5"})
    void aWriteNeverTimesOutEarlyAndSaysHowMuchWentOut() throws Exception {
        Pipe pipe = open();
        byte[] bytes = random(2, LARGE);
        long start = System.nanoTime();
        pipe.sink().setWriteDeadline(Duration.ofMillis(30));
        int written =
                assertThrows(SocketTimeoutException.class, () -> pipe.sink().write(bytes)).bytesTransferred;
        assertTrue(System.nanoTime() - start >= Duration.ofMillis(30).toNanos());
        assertTrue(written < LARGE, "the pipe takes everything");
        pipe.sink().clearWriteDeadline();
        Task<Boolean> rest = run("the rest", () -> pipe.sink().write(bytes, written, LARGE - written));
        assertTrue(Arrays.equals(bytes, read(pipe.source(), LARGE)));
        assertTrue(rest.get());
    }

    @Test
    @Clause({"D6", "T4"})
    void onePassedBeatsReadyBytesAndTheEndAndTouchesNothing() throws Exception {
        Pipe pipe = open();
        pipe.sink().write(new byte[] {7});
        byte[] target = new byte[1];
        for (boolean end : new boolean[] {false, true}) {
            pipe.source().setReadDeadline(Duration.ofNanos(-1));
            for (int i = 0; i < 3; i++) {
                assertThrows(SocketTimeoutException.class, () -> pipe.source().read(target));
            }
            assertEquals(end ? 7 : 0, target[0]);
            pipe.source().clearReadDeadline();
            assertEquals(end ? -1 : 1, pipe.source().read(target));
            pipe.sink().close();
        }
        assertEquals(7, target[0]);
    }

    @Test
    @Clause({"D6", "T4"})
    void onePassedLetsNothingOut() throws Exception {
        Pipe pipe = open();
        pipe.sink().setWriteDeadline(Duration.ZERO);
        assertThrows(SocketTimeoutException.class, () -> pipe.sink().write(new byte[] {1}));
        pipe.sink().clearWriteDeadline();
        pipe.sink().write(new byte[] {2});
        pipe.sink().close();
        assertArrayEquals(new byte[] {2}, readAll(pipe.source()));
    }

    @Test
    @Clause({"D6", "T4"})
    void oneToComeEndsNothing() throws Exception {
        Pipe pipe = open();
        pipe.source().setReadDeadline(Duration.ofMinutes(1));
        pipe.sink().setWriteDeadline(Duration.ofMinutes(1));
        for (int i = 0; i < 20; i++) {
            Task<Integer> reader = startReader(pipe.source()).parked();
            pipe.sink().write(new byte[3]);
            assertEquals(3, reader.get());
        }
    }
}
