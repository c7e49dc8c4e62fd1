// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.datagram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.tck.Clause;
import dev.poller.tck.datagram.MessageEnd.Message;
import dev.poller.tck.fixture.Task;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several threads on one socket. */
abstract class RacingTests extends DatagramFixture {
    private static final int EACH = 200;

    @Test
    @Clause({"M1", "M3"})
    void receiversTakeEveryMessageOnceAndWhole() throws Exception {
        race(1, 4);
    }

    @Test
    @Clause({"M1", "M3"})
    void sendersDoNotMixTheirMessagesAndEachKeepsItsOrder() throws Exception {
        List<Integer> received = race(4, 1);
        for (int sender = 0; sender < 4; sender++) {
            int first = sender * EACH;
            assertEquals(
                    IntStream.range(first, first + EACH).boxed().toList(),
                    received.stream()
                            .filter(number -> number / EACH * EACH == first)
                            .toList());
        }
    }

    @Test
    @Clause({"M1", "M3"})
    void manySendersAndReceiversAtOnceLoseNothing() throws Exception {
        race(4, 4);
    }

    /** The numbers of the messages that were received, each of them whole, and every one of them once. */
    private List<Integer> race(int senders, int receivers) throws Exception {
        MessagePair pair = connect();
        int total = senders * EACH;
        Semaphore mayGo = new Semaphore(Math.min(total, kind().underWay()));
        Queue<Integer> received = new ConcurrentLinkedQueue<>();
        List<Task<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < receivers; i++) {
            tasks.add(run("receiver " + i, () -> {
                for (int k = 0; k < total / receivers; k++) {
                    received.add(numberOf(receive(pair.server())));
                    mayGo.release();
                }
            }));
        }
        for (int i = 0; i < senders; i++) {
            int first = i * EACH;
            tasks.add(run("sender " + i, () -> {
                for (int number = first; number < first + EACH; number++) {
                    mayGo.acquire();
                    pair.client().send(ByteBuffer.wrap(numbered(number)));
                }
            }));
        }
        for (Task<Boolean> task : tasks) {
            assertTrue(task.get());
        }
        Set<Integer> once = new TreeSet<>(received);
        assertEquals(IntStream.range(0, total).boxed().collect(Collectors.toSet()), once);
        assertEquals(total, received.size());
        return List.copyOf(received);
    }

    /** Its number, and then as many other bytes as go with that. */
    private static byte[] numbered(int number) {
        byte[] message = random(number, 4 + number * 7 % 300);
        ByteBuffer.wrap(message).putInt(number);
        return message;
    }

    private static int numberOf(byte[] message) {
        int number = ByteBuffer.wrap(message).getInt();
        assertArrayEquals(numbered(number), message);
        return number;
    }

    @Test
    @Clause("M3")
    void aWaitingReceiverDoesNotHoldUpASender() throws Exception {
        MessagePair pair = connect();
        Task<Message> receiver = startReceiver(pair.server()).parked();
        for (int i = 0; i < 100; i++) {
            pair.server().send(message(i));
            assertArrayEquals(new byte[] {(byte) i}, receive(pair.client()));
        }
        receiver.parked();
        pair.client().send(message(1, 2));
        assertEquals(new Message(2, false), receiver.get());
    }

    @Test
    @Clause("M3")
    void aWaitingSenderDoesNotHoldUpAReceiver() throws Exception {
        MessagePair pair = connect();
        Task<Boolean> sender = startEndlessSender(pair.client());
        for (int i = 0; i < 100; i++) {
            pair.server().send(message(i));
            assertArrayEquals(new byte[] {(byte) i}, receive(pair.client()));
        }
        sender.parked();
    }

    @Test
    @Clause("M3")
    void aSecondReceiverWaitsForTheFirst() throws Exception {
        MessagePair pair = connect();
        Task<Message> first = startReceiver(pair.server()).parked();
        Task<Message> second = startReceiver(pair.server()).parked();
        pair.client().send(message(1));
        assertEquals(new Message(1, false), first.get());
        assertFalse(second.ended());
        pair.client().send(message(1, 2));
        assertEquals(new Message(2, false), second.get());
    }

    @Test
    @Clause("M8")
    void aSendWaitsForRoomAndNoMessageIsLost() throws Exception {
        assumeSendWaits();
        MessagePair pair = connect();
        for (boolean forth : new boolean[] {true, false}) {
            MessageEnd from = forth ? pair.client() : pair.server();
            MessageEnd to = forth ? pair.server() : pair.client();
            int total = 1000;
            Task<Boolean> sender = run("sender", () -> {
                for (int i = 0; i < total; i++) {
                    from.send(ByteBuffer.allocate(1000).putInt(0, i));
                }
            });
            sender.parked();
            for (int i = 0; i < total; i++) {
                byte[] received = receive(to);
                assertEquals(1000, received.length);
                assertEquals(i, ByteBuffer.wrap(received).getInt());
            }
            assertTrue(sender.get());
        }
    }
}
