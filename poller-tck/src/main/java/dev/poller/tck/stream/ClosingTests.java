// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Listener;
import dev.poller.tck.Clause;
import dev.poller.tck.fixture.Task;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Closing a stream or a listener, mostly under the feet of others. */
abstract class ClosingTests extends StreamFixture {
    @Test
    @Clause("T7")
    void closeEndsAWaitingReadAndThePeerSeesTheEnd() throws Exception {
        Pair pair = connect();
        Task<Integer> reader = startReader(pair.server()).parked();
        Task<Integer> peer = startReader(pair.client()).parked();
        pair.server().close();
        reader.failure(AsynchronousCloseException.class);
        assertEquals(-1, peer.get());
    }

    @Test
    @Clause("T7")
    void closeEndsAWaitingWrite() throws Exception {
        Pair pair = connectNarrow();
        Task<Boolean> writer = startEndlessWriter(pair.client());
        pair.client().close();
        writer.failure(AsynchronousCloseException.class);
    }

    @Test
    @Clause("T7")
    void closeEndsAWaitingAccept() throws Exception {
        Listener<?> listener = listen();
        Task<ByteStream> acceptor = startAcceptor(listener).parked();
        listener.close();
        acceptor.failure(AsynchronousCloseException.class);
    }

    @Test
    @Clause({"T6", "T7"})
    void closeEndsThoseWhoQueue() throws Exception {
        Pair pair = connectNarrow();
        Listener<?> listener = listen();
        List<Task<?>> waiting = new ArrayList<>();
        waiting.add(startEndlessWriter(pair.client()));
        for (int i = 0; i < 3; i++) {
            waiting.add(startReader(pair.client()).parked());
            waiting.add(
                    run("writer " + i, () -> pair.client().write(new byte[1])).parked());
            waiting.add(start("acceptor " + i, listener::accept).parked());
        }
        pair.client().close();
        listener.close();
        for (Task<?> task : waiting) {
            task.failure(AsynchronousCloseException.class);
        }
    }

    @Test
    @Clause({"T7", "T17"})
    void whenCloseReturnsTheDescriptorHasBeenGivenBack() throws Exception {
        Listener<?> listener = listen();
        Pair pair = connect(listener);
        assertEquals(3, netpoll.registrations());
        startReader(pair.server()).parked();
        pair.server().close();
        assertEquals(2, netpoll.registrations());
        pair.client().close();
        startAcceptor(listener).parked();
        listener.close();
        assertEquals(0, netpoll.registrations());
    }

    @Test
    @Clause("T7")
    void aSecondCloseDoesNothing() throws Exception {
        Listener<?> listener = listen();
        Pair pair = connect(listener);
        for (int i = 0; i < 3; i++) {
            pair.client().close();
            listener.close();
            assertFalse(pair.client().isOpen());
            assertFalse(listener.isOpen());
        }
        assertTrue(pair.server().isOpen());
        assertEquals(-1, pair.server().read(new byte[1]));
    }

    @Test
    @Clause({"T7", "T17"})
    void closesFromManyThreadsAtOnceCloseOnce() throws Exception {
        for (int round = 0; round < 20; round++) {
            Pair pair = connect();
            List<Task<Boolean>> closers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                closers.add(run("closer " + i, pair.server()::close));
            }
            for (Task<Boolean> closer : closers) {
                assertTrue(closer.get());
            }
            assertEquals(-1, pair.client().read(new byte[1]));
            pair.client().close();
        }
        assertEquals(0, netpoll.registrations());
    }

    @Test
    @Clause("T7")
    void everyCallOnAClosedStreamFails() throws Exception {
        Pair pair = connect();
        ByteStream closed = pair.client();
        closed.close();
        assertClosed(() -> closed.read(new byte[1]));
        assertClosed(() -> closed.read(ByteBuffer.allocate(1)));
        assertClosed(() -> closed.read(ByteBuffer.allocateDirect(1)));
        assertClosed(() -> closed.write(new byte[1]));
        assertClosed(() -> closed.write(ByteBuffer.allocate(1)));
        assertClosed(() -> closed.write(ByteBuffer.allocateDirect(1)));
        assertClosed(closed::shutdownInput);
        assertClosed(closed::shutdownOutput);
        assertEquals(0, closed.read(new byte[0]));
    }

    @Test
    @Clause("T7")
    void deadlinesOfAClosedStreamDoNothing() throws Exception {
        Pair pair = connect();
        Listener<?> listener = listen();
        pair.client().close();
        listener.close();
        pair.client().setReadDeadline(Duration.ZERO);
        pair.client().setWriteDeadline(Duration.ofSeconds(1));
        pair.client().clearReadDeadline();
        pair.client().clearWriteDeadline();
        listener.setAcceptDeadline(Duration.ZERO);
        assertClosed(() -> pair.client().read(new byte[1]));
        assertClosed(listener::accept);
    }

    @Test
    @Clause("T7")
    void everyCallOnAClosedListenerFailsAlsoWithAConnectionInTheQueue() throws Exception {
        Listener<?> listener = listen();
        SocketAddress before = listener.localAddress();
        connectTo(listener);
        listener.close();
        assertClosed(listener::accept);
        assertEquals(before, listener.localAddress());
    }

    @Test
    @Clause("T7")
    void acceptedStreamsOutliveTheirListener() throws Exception {
        Listener<?> listener = listen();
        Pair pair = connect(listener);
        listener.close();
        pair.client().write(new byte[] {7});
        assertArrayEquals(new byte[] {7}, Bytes.read(pair.server(), 1));
    }

    @Test
    @Clause("T7")
    void whatWasWrittenBeforeTheCloseArrives() throws Exception {
        Pair pair = connect();
        byte[] bytes = Bytes.random(30, 50_000);
        Task<byte[]> reader = start("reader", () -> Bytes.readAll(pair.server()));
        pair.client().write(bytes);
        pair.client().close();
        assertArrayEquals(bytes, reader.get());
    }

    @Test
    @Clause({"T7", "T17"})
    void aReadThatRacesWithCloseEndsEitherWay() throws Exception {
        try (Listener<?> listener = listen()) {
            for (int round = 0; round < 100; round++) {
                Pair pair = connect(listener);
                Task<Integer> reader = startReader(pair.server());
                pair.server().close();
                reader.failure(ClosedChannelException.class);
                pair.client().close();
            }
        }
        assertEquals(0, netpoll.registrations());
    }

    @Test
    @Clause("T17")
    void aReadNeverSeesTheBytesOfALaterConnection() throws Exception {
        try (Listener<?> listener = listen()) {
            for (int round = 0; round < 100; round++) {
                Pair old = connect(listener);
                Task<Integer> reader = startReader(old.server());
                old.server().close();
                old.client().close();
                Pair next = connect(listener); // Takes the numbers just given back.
                next.client().write(new byte[] {1});
                reader.failure(ClosedChannelException.class);
                assertEquals(1, next.server().read(new byte[1]));
                next.server().close();
                next.client().close();
            }
        }
    }

    private Task<Integer> startReader(ByteStream stream) {
        return start("reader", () -> stream.read(new byte[1]));
    }

    private static void assertClosed(IoCall call) {
        assertThrows(ClosedChannelException.class, call::run);
    }

    @FunctionalInterface
    private interface IoCall {
        void run() throws IOException;
    }
}
