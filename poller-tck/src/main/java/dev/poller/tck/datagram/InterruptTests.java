// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.datagram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.tck.Clause;
import dev.poller.tck.datagram.MessageEnd.Message;
import dev.poller.tck.fixture.Task;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Interrupts end a wait and harm nothing else. */
abstract class InterruptTests extends DatagramFixture {
    @Test
    @Clause({"M3", "T13"})
    void anInterruptEndsAWaitingReceiveAndTheSocketGoesOn() throws Exception {
        MessagePair pair = connect();
        Task<InterruptedIOException> receiver =
                startInterrupted("receiver", () -> pair.server().receive(ByteBuffer.allocate(1)));
        assertFalse(receiver.get() instanceof SocketTimeoutException);
        assertTrue(pair.server().isOpen());
        assertConnected(pair.client(), pair.server());
        assertConnected(pair.server(), pair.client());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Clause({"M8", "T13"})
    void anInterruptEndsAWaitingSendAndNothingIsLost(boolean forth) throws Exception {
        assumeSendWaits();
        MessagePair pair = connect();
        MessageEnd from = forth ? pair.client() : pair.server();
        MessageEnd to = forth ? pair.server() : pair.client();
        int[] sent = new int[1];
        Task<InterruptedIOException> sender = startInterrupted("sender", () -> {
            while (true) {
                from.send(ByteBuffer.allocate(1000).putInt(0, sent[0]));
                sent[0]++;
            }
        });
        assertFalse(sender.get() instanceof SocketTimeoutException);
        for (int i = 0; i < sent[0]; i++) {
            assertEquals(i, ByteBuffer.wrap(receive(to)).getInt());
        }
        assertConnected(from, to);
    }

    @Test
    @Clause({"M3", "T6", "T13"})
    void anInterruptEndsQueueingAndNotTheOneInFront() throws Exception {
        MessagePair pair = connect();
        Task<Message> first = startReceiver(pair.server()).parked();
        startInterrupted("queued receiver", () -> pair.server().receive(ByteBuffer.allocate(1)))
                .get();
        Task<Message> third = startReceiver(pair.server()).parked();
        first.parked();
        pair.client().send(message(1));
        assertEquals(new Message(1, false), first.get());
        pair.client().send(message(1, 2));
        assertEquals(new Message(2, false), third.get());
    }

    @Test
    @Clause({"M3", "T6", "T13"})
    void anInterruptedReceiverLetsTheQueuedOneIn() throws Exception {
        MessagePair pair = connect();
        Task<Message> first = startReceiver(pair.server()).parked();
        Task<Message> second = startReceiver(pair.server()).parked();
        first.interrupt();
        first.failure(InterruptedIOException.class);
        pair.client().send(message(1));
        assertEquals(new Message(1, false), second.get());
    }

    @Test
    @Clause({"M3", "T13"})
    void withAMessageReadyTheInterruptIsNotNoticed() throws Exception {
        MessagePair pair = connect();
        pair.client().send(message(1));
        pair.client().send(message(2));
        assertArrayEquals(new byte[] {1}, receive(pair.server()));
        Task<Boolean> receiver = run("interrupted receiver", () -> {
            Thread.currentThread().interrupt();
            assertArrayEquals(new byte[] {2}, receive(pair.server()));
            pair.server().send(message(3));
            assertTrue(Thread.currentThread().isInterrupted(), "the status stays set");
        });
        assertTrue(receiver.get());
        assertArrayEquals(new byte[] {3}, receive(pair.client()));
    }

    @Test
    @Clause({"M3", "T13"})
    void aStatusSetBeforeTheCallEndsItsWait() throws Exception {
        MessagePair pair = connect();
        Task<Boolean> receiver = run("interrupted receiver", () -> {
            Thread.currentThread().interrupt();
            for (int i = 0; i < 2; i++) {
                assertThrows(InterruptedIOException.class, () -> pair.server().receive(ByteBuffer.allocate(1)));
            }
            assertTrue(Thread.interrupted(), "the status stays set");
        });
        assertTrue(receiver.get());
        assertTrue(pair.server().isOpen());
    }

    @Test
    @Clause({"M3", "T13"})
    void interruptsAgainAndAgainLoseNoMessage() throws Exception {
        MessagePair pair = connect();
        int count = 300;
        Semaphore mayGo = new Semaphore(Math.min(count, kind().underWay()));
        Task<Boolean> sender = run("sender", () -> {
            for (int i = 0; i < count; i++) {
                mayGo.acquire();
                pair.client().send(ByteBuffer.wrap(random(i, 50)));
            }
        });
        Task<Boolean> receiver = run("interrupted receiver", () -> {
            for (int i = 0; i < count; ) {
                ByteBuffer target = ByteBuffer.allocate(50);
                try {
                    assertEquals(new Message(50, false), pair.server().receive(target));
                    assertArrayEquals(random(i, 50), target.array());
                    i++;
                    mayGo.release();
                } catch (InterruptedIOException again) {
                    assertTrue(Thread.interrupted(), "the status stays set");
                }
            }
        });
        while (!receiver.ended()) {
            receiver.interrupt();
            LockSupport.parkNanos(50_000); // Lets a lone carrier run the receiver.
        }
        assertTrue(receiver.get());
        assertTrue(sender.get());
    }

    /** A call that is interrupted once it waits; its result is what it threw. */
    private Task<InterruptedIOException> startInterrupted(String what, Call call) throws Exception {
        Task<InterruptedIOException> task = start(what, () -> {
            InterruptedIOException thrown = assertThrows(InterruptedIOException.class, call::run);
            assertTrue(Thread.currentThread().isInterrupted(), "the status stays set");
            return thrown;
        });
        task.parked().interrupt();
        return task;
    }
}
