// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Listener;
import dev.poller.tck.Clause;
import dev.poller.tck.fixture.Task;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deadlines that are set before the call. */
abstract class DeadlineTests extends StreamFixture {
    private static final Duration PASSED = Duration.ofNanos(-1);

    @ParameterizedTest
    @ValueSource(longs = {1, 999, 1_000_000, 1_000_001, 30_000_000, 1_000_000_000})
    @Clause("T4")
    void readNeverTimesOutEarly(long nanos) throws Exception {
        Pair pair = connect();
        long start = System.nanoTime();
        pair.server().setReadDeadline(Duration.ofNanos(nanos));
        assertThrows(SocketTimeoutException.class, () -> pair.server().read(new byte[1]));
        assertElapsed(start, nanos);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1_000_001, 30_000_000})
    @Clause("T4")
    void writeNeverTimesOutEarly(long nanos) throws Exception {
        Pair pair = connectNarrow();
        long start = System.nanoTime();
        pair.server().setWriteDeadline(Duration.ofNanos(nanos));
        assertThrows(SocketTimeoutException.class, () -> pair.server().write(new byte[4_000_000]));
        assertElapsed(start, nanos);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1_000_001, 30_000_000})
    @Clause("T4")
    void acceptNeverTimesOutEarly(long nanos) throws Exception {
        Listener<?> listener = listen();
        long start = System.nanoTime();
        listener.setAcceptDeadline(Duration.ofNanos(nanos));
        assertThrows(SocketTimeoutException.class, listener::accept);
        assertElapsed(start, nanos);
    }

    static Stream<Duration> passed() {
        return Stream.of(
                Duration.ZERO,
                PASSED,
                Duration.ofNanos(Long.MIN_VALUE),
                Duration.ofSeconds(Long.MIN_VALUE),
                Duration.ofDays(-1));
    }

    @ParameterizedTest
    @MethodSource("passed")
    @Clause("T4")
    void aPassedDeadlineBeatsReadyDataAndTouchesNothing(Duration passed) throws Exception {
        Pair pair = connect();
        pair.client().write(new byte[] {1, 2});
        assertEquals(1, Bytes.read(pair.server(), 1)[0], "from here on there is a byte to read");
        pair.server().setReadDeadline(passed);
        byte[] target = new byte[1];
        assertThrows(SocketTimeoutException.class, () -> pair.server().read(target));
        assertThrows(SocketTimeoutException.class, () -> pair.server().read(ByteBuffer.allocateDirect(1)));
        assertEquals(0, target[0]);
        pair.server().clearReadDeadline();
        assertEquals(1, pair.server().read(target));
        assertEquals(2, target[0]);
    }

    @Test
    @Clause("T4")
    void aPassedDeadlineLetsNothingOut() throws Exception {
        Pair pair = connect();
        pair.client().setWriteDeadline(PASSED);
        SocketTimeoutException thrown =
                assertThrows(SocketTimeoutException.class, () -> pair.client().write(new byte[] {1}));
        assertEquals(0, thrown.bytesTransferred);
        ByteBuffer source = ByteBuffer.wrap(new byte[] {1});
        assertThrows(SocketTimeoutException.class, () -> pair.client().write(source));
        assertEquals(0, source.position());
        pair.client().close();
        assertEquals(-1, pair.server().read(new byte[1]));
    }

    @Test
    @Clause("T4")
    void aPassedDeadlineBeatsAQueuedConnection() throws Exception {
        Listener<?> listener = listen();
        ByteStream client = connectTo(listener);
        listener.setAcceptDeadline(PASSED);
        assertThrows(SocketTimeoutException.class, listener::accept);
        listener.clearAcceptDeadline();
        assertConnected(client, listener.accept());
    }

    @Test
    @Clause("T4")
    void aPassedDeadlineBeatsTheEnd() throws Exception {
        Pair ended = connect();
        ended.client().close();
        assertEquals(-1, ended.server().read(new byte[1]));
        ended.server().setReadDeadline(PASSED);
        assertThrows(SocketTimeoutException.class, () -> ended.server().read(new byte[1]));
        ended.server().clearReadDeadline();
        assertEquals(-1, ended.server().read(new byte[1]));
    }

    @Test
    @Clause("T4")
    void aDeadlineThatHasPassedStaysPassedUntilItIsSetAgainOrCleared() throws Exception {
        Pair pair = connect();
        pair.server().setReadDeadline(Duration.ofMillis(1));
        for (int i = 0; i < 3; i++) {
            assertThrows(SocketTimeoutException.class, () -> pair.server().read(new byte[1]));
        }
        pair.client().write(new byte[] {1, 2});
        assertThrows(SocketTimeoutException.class, () -> pair.server().read(new byte[1]));
        pair.server().setReadDeadline(Duration.ofMinutes(1));
        assertEquals(1, pair.server().read(new byte[1]));
        pair.server().setReadDeadline(PASSED);
        assertThrows(SocketTimeoutException.class, () -> pair.server().read(new byte[1]));
        pair.server().clearReadDeadline();
        assertEquals(1, pair.server().read(new byte[1]));
    }

    static Stream<Duration> huge() {
        return Stream.of(
                Duration.ofNanos(Long.MAX_VALUE),
                Duration.ofSeconds(Long.MAX_VALUE),
                Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
                Duration.ofDays(30),
                Duration.ofMillis(Integer.MAX_VALUE).plusMillis(1));
    }

    @ParameterizedTest
    @MethodSource("huge")
    @Clause("T4")
    void hugeDeadlinesAreFarAway(Duration huge) throws Exception {
        Pair pair = connect();
        pair.server().setReadDeadline(huge);
        pair.server().setWriteDeadline(huge);
        Task<Integer> reader =
                start("reader", () -> pair.server().read(new byte[1])).parked();
        pair.server().write(new byte[] {1});
        assertEquals(1, pair.client().read(new byte[1]));
        assertTrue(!reader.ended());
        pair.client().write(new byte[] {1});
        assertEquals(1, reader.get());
    }

    @Test
    @Clause("T5")
    void nothingIsLostToReadTimeouts() throws Exception {
        Pair pair = connect();
        byte[] sent = Bytes.random(20, 40_000);
        Task<Boolean> writer = run("a writer of small pieces", () -> {
            for (int done = 0; done < sent.length; done += 100) {
                pair.client().write(sent, done, 100);
            }
        });
        byte[] received = new byte[sent.length];
        long nanos = 20_000;
        for (int done = 0; done < received.length; ) {
            pair.server().setReadDeadline(Duration.ofNanos(nanos));
            try {
                done += pair.server().read(received, done, received.length - done);
                nanos = 20_000;
            } catch (SocketTimeoutException again) {
                assertEquals(0, again.bytesTransferred);
                nanos *= 2; // However slow the machine, some read gets its chance.
            }
        }
        assertTrue(writer.get());
        assertArrayEquals(sent, received);
    }

    @Test
    @Clause("T5")
    void aWriteTimeoutSaysHowMuchWentOut() throws Exception {
        Pair pair = connectNarrow();
        byte[] bytes = Bytes.random(21, 500_000);
        int sent = writeUntilTimeout(pair.client(), bytes);
        assertTrue(sent > 0 && sent < bytes.length, "sent " + sent);
        pair.client().clearWriteDeadline();
        Task<Boolean> rest = run("the rest", () -> {
            pair.client().write(bytes, sent, bytes.length - sent);
            pair.client().shutdownOutput();
        });
        assertArrayEquals(bytes, Bytes.readAll(pair.server()));
        assertTrue(rest.get());
    }

    /** With a time that grows, so that a slow machine gets to write at all. */
    private static int writeUntilTimeout(ByteStream stream, byte[] bytes) {
        for (Duration time = Duration.ofMillis(20); ; time = time.multipliedBy(2)) {
            stream.setWriteDeadline(time);
            SocketTimeoutException thrown = assertThrows(SocketTimeoutException.class, () -> stream.write(bytes));
            if (thrown.bytesTransferred > 0) {
                return thrown.bytesTransferred;
            }
        }
    }

    @Test
    @Clause("T5")
    void aWriteTimeoutLeavesThePositionBehindWhatWentOut() throws Exception {
        Pair pair = connectNarrow();
        byte[] bytes = Bytes.random(22, 500_000);
        for (ByteBuffer source : new ByteBuffer[] {
            ByteBuffer.wrap(bytes),
            ByteBuffer.allocateDirect(bytes.length).put(bytes).flip()
        }) {
            pair.client().setWriteDeadline(Duration.ofMillis(20));
            SocketTimeoutException thrown = assertThrows(
                    SocketTimeoutException.class, () -> pair.client().write(source.position(10)));
            assertEquals(thrown.bytesTransferred, source.position() - 10);
            assertArrayEquals(
                    Arrays.copyOfRange(bytes, 10, source.position()),
                    Bytes.read(pair.server(), thrown.bytesTransferred));
        }
    }

    private static void assertElapsed(long start, long nanos) {
        long elapsed = System.nanoTime() - start;
        assertTrue(elapsed >= nanos, () -> "timed out after " + elapsed + " of " + nanos + " nanoseconds");
    }
}
