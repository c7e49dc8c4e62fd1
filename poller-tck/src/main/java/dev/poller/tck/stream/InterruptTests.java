// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Listener;
import dev.poller.blocking.Until;
import dev.poller.tck.Clause;
import dev.poller.tck.fixture.Task;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Interrupts end a wait and harm nothing else. */
abstract class InterruptTests extends StreamFixture {
    @Test
    @Clause("T13")
    void anInterruptEndsAWaitingReadAndTheStreamGoesOn() throws Exception {
        Pair pair = connect();
        Task<InterruptedIOException> reader =
                startInterrupted("reader", () -> pair.server().read(new byte[1]));
        assertFalse(reader.get() instanceof SocketTimeoutException);
        assertTrue(pair.server().isOpen());
        pair.client().write(new byte[] {9});
        assertArrayEquals(new byte[] {9}, Bytes.read(pair.server(), 1));
        pair.server().write(new byte[] {8});
        assertArrayEquals(new byte[] {8}, Bytes.read(pair.client(), 1));
    }

    @Test
    @Clause({"T5", "T13"})
    void anInterruptedWriteSaysHowMuchWentOut() throws Exception {
        Pair pair = connectNarrow();
        byte[] bytes = Bytes.random(70, 500_000);
        Task<InterruptedIOException> writer =
                startInterrupted("writer", () -> pair.client().write(bytes));
        int sent = writer.get().bytesTransferred;
        assertTrue(sent > 0 && sent < bytes.length, "sent " + sent);
        Task<Boolean> rest = run("the rest", () -> pair.client().write(bytes, sent, bytes.length - sent));
        assertArrayEquals(bytes, Bytes.read(pair.server(), bytes.length));
        assertTrue(rest.get());
    }

    @Test
    @Clause("T13")
    void anUninterruptedReadWaitsOnAndKeepsTheStatus() throws Exception {
        Pair pair = connect();
        Task<Boolean> reader = start("reader", () -> {
            assertEquals(1, pair.server().read(new byte[1], 0, 1, Until.FOREVER.uninterrupted()));
            return Thread.interrupted();
        });
        reader.parked().interrupt();
        reader.parked();
        pair.client().write(new byte[] {9});
        assertTrue(reader.get());
    }

    @Test
    @Clause({"T6", "T13"})
    void anUninterruptedReadQueuesOnAndTimesOut() throws Exception {
        Pair pair = connect();
        Task<Integer> first =
                start("first reader", () -> pair.server().read(new byte[1])).parked();
        Until shortly = Until.in(Duration.ofMillis(100)).uninterrupted();
        Task<Boolean> queued = start("queued reader", () -> {
            assertThrows(SocketTimeoutException.class, () -> pair.server().read(new byte[1], 0, 1, shortly));
            return Thread.interrupted();
        });
        queued.parked().interrupt();
        assertTrue(queued.get());
        pair.client().write(new byte[] {1});
        assertEquals(1, first.get());
    }

    @Test
    @Clause("T13")
    void anInterruptEndsAWaitingAcceptAndTheListenerGoesOn() throws Exception {
        Listener<?> listener = listen();
        startInterrupted("acceptor", listener::accept).get();
        assertTrue(listener.isOpen());
        connect(listener);
    }

    @Test
    @Clause({"T6", "T13"})
    void anInterruptEndsQueueingAndNotTheOneInFront() throws Exception {
        Pair pair = connect();
        Task<Integer> first =
                start("first reader", () -> pair.server().read(new byte[1])).parked();
        startInterrupted("queued reader", () -> pair.server().read(new byte[1])).get();
        Task<Integer> third =
                start("third reader", () -> pair.server().read(new byte[1])).parked();
        first.parked();
        pair.client().write(new byte[] {1});
        assertEquals(1, first.get());
        pair.client().write(new byte[] {2});
        assertEquals(1, third.get());
    }

    @Test
    @Clause({"T6", "T13"})
    void anInterruptedReaderLetsTheQueuedOneIn() throws Exception {
        Pair pair = connect();
        Task<Integer> first =
                start("first reader", () -> pair.server().read(new byte[1])).parked();
        Task<Integer> second =
                start("second reader", () -> pair.server().read(new byte[1])).parked();
        first.interrupt();
        first.failure(InterruptedIOException.class);
        pair.client().write(new byte[] {1});
        assertEquals(1, second.get());
    }

    @Test
    @Clause("T13")
    void withDataReadyTheInterruptIsNotNoticed() throws Exception {
        Pair pair = connect();
        pair.client().write(new byte[] {1, 2, 3});
        assertEquals(1, Bytes.read(pair.server(), 1)[0]);
        Task<Boolean> reader = run("interrupted reader", () -> {
            Thread.currentThread().interrupt();
            assertEquals(2, pair.server().read(new byte[10]));
            assertTrue(Thread.currentThread().isInterrupted(), "the status stays set");
            pair.server().write(new byte[] {4});
            assertTrue(Thread.currentThread().isInterrupted(), "the status stays set");
        });
        assertTrue(reader.get());
        assertArrayEquals(new byte[] {4}, Bytes.read(pair.client(), 1));
        assertTrue(pair.server().isOpen());
    }

    @Test
    @Clause("T13")
    void withAConnectionQueuedTheInterruptIsNotNoticed() throws Exception {
        Listener<?> listener = listen();
        ByteStream client = connectTo(listener);
        Task<Boolean> acceptor = run("interrupted acceptor", () -> {
            Thread.currentThread().interrupt();
            assertConnected(client, listener.accept());
            assertTrue(Thread.currentThread().isInterrupted(), "the status stays set");
        });
        assertTrue(acceptor.get());
    }

    @Test
    @Clause("T13")
    void aStatusSetBeforeTheCallEndsItsWait() throws Exception {
        Pair pair = connect();
        Task<Boolean> reader = run("interrupted reader", () -> {
            Thread.currentThread().interrupt();
            assertThrows(InterruptedIOException.class, () -> pair.server().read(new byte[1]));
            assertThrows(InterruptedIOException.class, () -> pair.server().read(new byte[1]));
            assertTrue(Thread.interrupted(), "the status stays set");
        });
        assertTrue(reader.get());
        assertTrue(pair.server().isOpen());
    }

    @Test
    @Clause({"T7", "T13"})
    void closeByAnInterruptedThreadClosesAllTheSame() throws Exception {
        Pair pair = connect();
        Task<Integer> reader =
                start("reader", () -> pair.server().read(new byte[1])).parked();
        Task<Boolean> closer = run("interrupted closer", () -> {
            Thread.currentThread().interrupt();
            pair.server().close();
            assertTrue(Thread.currentThread().isInterrupted(), "the status stays set");
        });
        assertTrue(closer.get());
        assertThrows(AssertionError.class, reader::get);
        assertEquals(1, netpoll.registrations());
    }

    @Test
    @Clause("T13")
    void interruptsDuringATransferLoseNothing() throws Exception {
        Pair pair = connectNarrow();
        byte[] bytes = Bytes.random(71, 200_000);
        Task<Boolean> writer = run("writer", () -> {
            pair.client().write(bytes);
            pair.client().shutdownOutput();
        });
        byte[] received = new byte[bytes.length];
        Task<Integer> reader = start("interrupted reader", () -> {
            int done = 0;
            while (done < received.length) {
                try {
                    done += pair.server().read(received, done, Math.min(1000, received.length - done));
                } catch (InterruptedIOException again) {
                    assertTrue(Thread.interrupted(), "the status stays set");
                }
            }
            return done;
        });
        while (!reader.ended()) {
            reader.interrupt();
            LockSupport.parkNanos(50_000); // Lets a lone carrier run the reader.
        }
        assertEquals(bytes.length, reader.get());
        assertTrue(writer.get());
        assertTrue(Arrays.equals(bytes, received));
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
