// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.datagram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.blocking.Until;
import dev.poller.tck.Clause;
import dev.poller.tck.datagram.MessageEnd.Message;
import dev.poller.tck.fixture.Task;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages come as they were sent. */
abstract class TransferTests extends DatagramFixture {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Clause("M1")
    void messagesComeWholeInBothDirections(boolean direct) throws Exception {
        MessagePair pair = connect();
        for (int size : new int[] {1, 7, 1000, 9000, kind().largest()}) {
            byte[] bytes = random(size, Math.min(size, kind().largest()));
            for (boolean forth : new boolean[] {true, false}) {
                ByteBuffer source = buffer(direct, bytes.length).put(bytes).flip();
                (forth ? pair.client() : pair.server()).send(source);
                assertFalse(source.hasRemaining());
                ByteBuffer target = buffer(direct, bytes.length + 3).position(2);
                MessageEnd receiver = forth ? pair.server() : pair.client();
                assertEquals(new Message(bytes.length, false), receiver.receive(target));
                assertEquals(2 + bytes.length, target.position());
                assertEquals(0, target.get(1));
                assertEquals(0, target.get(2 + bytes.length));
                byte[] received = new byte[bytes.length];
                target.flip().position(2).get(received);
                assertArrayEquals(bytes, received);
            }
        }
    }

    private static ByteBuffer buffer(boolean direct, int size) {
        return direct ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
    }

    @Test
    @Clause("M1")
    void aMessageOfNoBytesIsOneAndNotTheEnd() throws Exception {
        assumeTrue(kind().hasEmptyMessages(), () -> kind().name() + " has no messages of no bytes");
        MessagePair pair = connect();
        pair.server().send(message(1));
        pair.server().send(message());
        pair.server().send(message());
        pair.server().send(message(2, 2));
        for (int size : new int[] {1, 0, 0, 2}) {
            assertEquals(new Message(size, false), pair.client().receive(ByteBuffer.allocate(9)));
        }
        Task<Message> receiver = startReceiver(pair.client()).parked();
        pair.server().send(message());
        assertEquals(new Message(0, false), receiver.get());
    }

    @Test
    @Clause("M1")
    void aConnectedSocketSendsAMessageOfNoBytesOrRefusesTo() throws Exception {
        assumeTrue(kind().hasEmptyMessages(), () -> kind().name() + " has no messages of no bytes");
        MessagePair pair = connect();
        pair.client().send(message(1));
        if (kind().clientSendsEmptyMessages(subject().provider())) {
            pair.client().send(message());
        } else {
            assertThrows(
                    UnsupportedOperationException.class, () -> pair.client().send(message()));
        }
        pair.client().send(message(2, 2));
        assertArrayEquals(new byte[] {1}, receive(pair.server()));
        if (kind().clientSendsEmptyMessages(subject().provider())) {
            assertArrayEquals(new byte[0], receive(pair.server()));
        }
        assertArrayEquals(new byte[] {2, 2}, receive(pair.server()));
    }

    @Test
    @Clause("M9")
    void aMessageOfNoBytesIsRefusedWhereItWouldBeTheEnd() throws Exception {
        assumeFalse(kind().hasEmptyMessages(), () -> kind().name() + " has messages of no bytes");
        MessagePair pair = connect();
        assertThrows(IllegalArgumentException.class, () -> pair.client().send(message()));
        assertConnected(pair.client(), pair.server());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Clause("M1")
    void aMessageForWhichThereIsNoRoomIsCutAndSaysSo(boolean direct) throws Exception {
        MessagePair pair = connect();
        pair.client().send(message(1, 2, 3));
        pair.client().send(message(4, 5));
        pair.client().send(message(6));
        ByteBuffer target = buffer(direct, 2);
        assertEquals(new Message(3, true), pair.server().receive(target));
        assertEquals(message(1, 2), target.flip());
        assertEquals(new Message(2, false), pair.server().receive(target.clear()));
        assertEquals(message(4, 5), target.flip());
        assertEquals(new Message(1, false), pair.server().receive(target.clear()));
    }

    @Test
    @Clause("M4")
    void aBufferThatCannotBeWrittenIsRefusedAndTakesNothing() throws Exception {
        MessagePair pair = connect();
        pair.client().send(message(1));
        ByteBuffer target = ByteBuffer.allocate(1).asReadOnlyBuffer();
        assertThrows(ReadOnlyBufferException.class, () -> pair.server().receive(target));
        assertArrayEquals(new byte[] {1}, receive(pair.server()));
    }

    @Test
    @Clause("M1")
    void pingPong() throws Exception {
        MessagePair pair = connect();
        int rounds = 1000;
        Task<Boolean> echo = run("echo", () -> {
            for (int i = 0; i < rounds; i++) {
                pair.server().send(ByteBuffer.wrap(receive(pair.server())));
            }
        });
        for (int i = 0; i < rounds; i++) {
            pair.client().send(ByteBuffer.allocate(4).putInt(0, i));
            byte[] answer = receive(pair.client());
            assertEquals(4, answer.length);
            assertEquals(i, ByteBuffer.wrap(answer).getInt());
        }
        assertTrue(echo.get());
    }

    @Test
    @Clause("M1")
    void messagesOfManySizesKeepTheirOrderAndTheirBytesInBothDirectionsAtOnce() throws Exception {
        MessagePair pair = connect();
        Task<Boolean> back = run("back", () -> stream(pair.server(), pair.client(), 1));
        stream(pair.client(), pair.server(), 2);
        assertTrue(back.get());
    }

    private void stream(MessageEnd from, MessageEnd to, int seed) throws Exception {
        int count = 500;
        Semaphore mayGo = new Semaphore(Math.min(count, kind().underWay()));
        Task<Boolean> sender = run("sender", () -> {
            for (int i = 0; i < count; i++) {
                mayGo.acquire();
                from.send(ByteBuffer.wrap(random(seed + i, 1 + i % 300)));
            }
        });
        for (int i = 0; i < count; i++) {
            assertArrayEquals(random(seed + i, 1 + i % 300), receive(to));
            mayGo.release();
        }
        assertTrue(sender.get());
    }

    @Test
    @Clause("M9")
    void theEndIsToldOnceEveryMessageHasBeenReceived() throws Exception {
        assumeTrue(kind().hasEnd(), () -> kind().name() + " has no end");
        MessagePair pair = connect();
        Task<Message> waiting = startReceiver(pair.client()).parked();
        pair.client().send(message(1));
        pair.client().send(message(2));
        pair.server().send(message(3));
        assertEquals(new Message(1, false), waiting.get());
        Task<Message> toEnd = startReceiver(pair.client()).parked();
        assertArrayEquals(new byte[] {1}, receive(pair.server()));
        assertArrayEquals(new byte[] {2}, receive(pair.server()));
        pair.server().close();
        assertEquals(new Message(-1, false), toEnd.get());
        for (int i = 0; i < 3; i++) {
            assertEquals(new Message(-1, false), pair.client().receive(ByteBuffer.allocate(1)));
        }
    }

    @Test
    @Clause("M3")
    void withoutAnEndAReceiveGoesOnWaitingWhenThePeerHasGone() throws Exception {
        assumeFalse(kind().hasEnd(), () -> kind().name() + " tells the end");
        MessagePair pair = connect();
        pair.client().send(message(1));
        pair.client().close();
        assertArrayEquals(new byte[] {1}, receive(pair.server()));
        assertThrows(
                SocketTimeoutException.class,
                () -> pair.server().receive(ByteBuffer.allocate(1), Until.in(Duration.ofMillis(20))));
        assertTrue(pair.server().isOpen());
    }
}
