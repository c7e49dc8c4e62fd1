// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.datagram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.Until;
import dev.poller.tck.Clause;
import dev.poller.tck.datagram.MessageEnd.Message;
import dev.poller.tck.fixture.Task;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Points in time that are past, present and future. A socket of messages has those of single calls alone. */
abstract class DeadlineTests extends DatagramFixture {
    @ParameterizedTest
    @ValueSource(longs = {1, 999, 1_000_001, 30_000_000})
    @Clause({"M3", "T21"})
    void aReceiveNeverTimesOutEarly(long nanos) throws Exception {
        MessagePair pair = connect();
        long start = System.nanoTime();
        Until until = Until.in(Duration.ofNanos(nanos));
        SocketTimeoutException late =
                assertThrows(SocketTimeoutException.class, () -> pair.server().receive(ByteBuffer.allocate(1), until));
        assertTrue(System.nanoTime() - start >= nanos);
        assertEquals("Receive timed out", late.getMessage());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Clause({"M8", "T21"})
    void aSendNeverTimesOutEarlyAndWhatItDidNotSendIsNotSent(boolean forth) throws Exception {
        assumeSendWaits();
        MessagePair pair = connect();
        MessageEnd from = forth ? pair.client() : pair.server();
        MessageEnd to = forth ? pair.server() : pair.client();
        long start = System.nanoTime();
        Until until = Until.in(Duration.ofMillis(100));
        int[] sent = new int[1];
        ByteBuffer source = ByteBuffer.allocate(1000);
        SocketTimeoutException late = assertThrows(SocketTimeoutException.class, () -> {
            while (true) {
                from.send(source.clear().putInt(0, sent[0]), until);
                sent[0]++;
            }
        });
        assertTrue(System.nanoTime() - start >= Duration.ofMillis(100).toNanos());
        assertEquals("Send timed out", late.getMessage());
        assertEquals(0, late.bytesTransferred);
        assertEquals(0, source.position());
        for (int i = 0; i < sent[0]; i++) {
            assertEquals(i, ByteBuffer.wrap(receive(to)).getInt());
        }
        assertConnected(from, to);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    @Clause({"M3", "T21"})
    void onePassedBeatsAMessageThatHasComeAndTouchesNothing(long nanos) throws Exception {
        MessagePair pair = connect();
        pair.client().send(message(7));
        pair.client().send(message(8));
        assertArrayEquals(new byte[] {7}, receive(pair.server()));
        Until passed = Until.in(Duration.ofNanos(nanos));
        ByteBuffer target = ByteBuffer.allocate(1);
        assertThrows(SocketTimeoutException.class, () -> pair.server().receive(target, passed));
        assertEquals(ByteBuffer.allocate(1), target);
        assertArrayEquals(new byte[] {8}, receive(pair.server()));
    }

    @Test
    @Clause({"M3", "T21"})
    void onePassedLetsNoMessageOut() throws Exception {
        MessagePair pair = connect();
        ByteBuffer source = message(1);
        assertThrows(SocketTimeoutException.class, () -> pair.client().send(source, Until.in(Duration.ZERO)));
        assertEquals(0, source.position());
        pair.client().send(message(2));
        assertArrayEquals(new byte[] {2}, receive(pair.server()));
    }

    @Test
    @Clause({"M3", "T21"})
    void oneToComeEndsNothing() throws Exception {
        MessagePair pair = connect();
        Until far = Until.in(Duration.ofMinutes(1));
        for (int i = 0; i < 20; i++) {
            Task<Message> receiver = startReceiver(pair.server(), far).parked();
            pair.client().send(message(1, 2, 3), far);
            assertEquals(new Message(3, false), receiver.get());
        }
    }

    @Test
    @Clause({"M3", "T21"})
    void oneServesForManyOperations() throws Exception {
        MessagePair pair = connect();
        long start = System.nanoTime();
        Duration time = Duration.ofMillis(200);
        Until until = Until.in(time);
        assertThrows(SocketTimeoutException.class, () -> {
            while (true) {
                pair.client().send(message(1), until);
                pair.server().receive(ByteBuffer.allocate(1), until);
            }
        });
        assertTrue(System.nanoTime() - start >= time.toNanos());
        assertThrows(SocketTimeoutException.class, () -> pair.client().receive(ByteBuffer.allocate(1), until));
        assertThrows(SocketTimeoutException.class, () -> pair.server().send(message(1), until));
    }

    @Test
    @Clause({"M3", "T5"})
    void aReceiveThatTimedOutCanBeRepeated() throws Exception {
        MessagePair pair = connect();
        for (int i = 0; i < 20; i++) {
            startReceiver(pair.server(), Until.in(Duration.ofMillis(2))).failure(SocketTimeoutException.class);
            Task<Message> again = startReceiver(pair.server()).parked();
            pair.client().send(message(1));
            assertEquals(new Message(1, false), again.get());
        }
    }

    @Test
    @Clause({"M3", "T4", "T6"})
    void queueingBehindAnotherReceiverCounts() throws Exception {
        MessagePair pair = connect();
        Task<Message> first = startReceiver(pair.server()).parked();
        long start = System.nanoTime();
        startReceiver(pair.server(), Until.in(Duration.ofMillis(20))).failure(SocketTimeoutException.class);
        assertTrue(System.nanoTime() - start >= Duration.ofMillis(20).toNanos());
        first.parked();
        pair.client().send(message(1));
        assertEquals(new Message(1, false), first.get());
    }

    @Test
    @Clause({"M3", "T4"})
    void manyOfManySocketsPassInAnyOrder() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        List<Task<Boolean>> receivers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            MessagePair pair = connect();
            for (MessageEnd end : new MessageEnd[] {pair.client(), pair.server()}) {
                Duration time = Duration.ofNanos(random.nextLong(100_000_000));
                receivers.add(run("receiver " + i, () -> {
                    long start = System.nanoTime();
                    assertThrows(
                            SocketTimeoutException.class, () -> end.receive(ByteBuffer.allocate(1), Until.in(time)));
                    assertTrue(System.nanoTime() - start >= time.toNanos());
                }));
            }
        }
        for (Task<Boolean> receiver : receivers) {
            assertTrue(receiver.get());
        }
    }
}
