// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.datagram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.Netpoll;
import dev.poller.tck.Clause;
import dev.poller.tck.datagram.MessageEnd.Message;
import dev.poller.tck.fixture.OpenDescriptors;
import dev.poller.tck.fixture.Task;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Closing a socket, mostly under the feet of others. */
abstract class ClosingTests extends DatagramFixture {
    @Test
    @Clause({"M3", "T7"})
    void closeEndsAWaitingReceiveAndThoseWhoQueue() throws Exception {
        MessagePair pair = connect();
        List<Task<Message>> receivers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            receivers.add(startReceiver(pair.server()).parked());
        }
        pair.server().close();
        for (Task<Message> receiver : receivers) {
            receiver.failure(AsynchronousCloseException.class);
        }
    }

    /** A send that tries again and again may be met between two attempts: then it is as one that begins later. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Clause({"M8", "T7"})
    void closeEndsAWaitingSend(boolean forth) throws Exception {
        MessagePair pair = connect();
        MessageEnd from = forth ? pair.client() : pair.server();
        Task<Boolean> sender = startEndlessSender(from);
        from.close();
        sender.failure(ClosedChannelException.class);
        assertFalse(from.isOpen());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Clause("M8")
    void aPeerThatGoesEndsAWaitingSendAndTheSocketStaysOpen(boolean forth) throws Exception {
        MessagePair pair = connect();
        MessageEnd from = forth ? pair.client() : pair.server();
        Task<Boolean> sender = startEndlessSender(from);
        (forth ? pair.server() : pair.client()).close();
        sender.failure(SocketException.class);
        assertTrue(from.isOpen());
        assertThrows(SocketException.class, () -> from.send(message(1)));
    }

    @Test
    @Clause({"M3", "T7"})
    void aSecondCloseDoesNothingAndLaterCallsFail() throws Exception {
        MessagePair pair = connect();
        pair.client().send(message(1));
        MessageEnd closed = pair.server();
        for (int i = 0; i < 3; i++) {
            closed.close();
            assertFalse(closed.isOpen());
            assertThrows(ClosedChannelException.class, () -> closed.receive(ByteBuffer.allocate(1)));
            assertThrows(ClosedChannelException.class, () -> closed.send(message(1)));
            assertThrows(ClosedChannelException.class, closed::look);
        }
        assertTrue(pair.client().isOpen());
        assertEquals(1, netpoll.registrations());
    }

    @Test
    @Clause({"T7", "T17"})
    void whenCloseReturnsTheDescriptorHasBeenGivenBack() throws Exception {
        MessagePair pair = connect();
        assertEquals(2, netpoll.registrations());
        Task<Message> receiver = startReceiver(pair.server()).parked();
        pair.server().close();
        assertEquals(1, netpoll.registrations());
        pair.client().close();
        assertEquals(0, netpoll.registrations());
        receiver.failure(AsynchronousCloseException.class);
    }

    @Test
    @Clause({"T7", "T17"})
    void closesFromManyThreadsAtOnceCloseOnce() throws Exception {
        for (int round = 0; round < 20; round++) {
            MessagePair pair = connect();
            List<Task<Boolean>> closers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                closers.add(run("closer " + i, i % 2 == 0 ? pair.server()::close : pair.client()::close));
            }
            for (Task<Boolean> closer : closers) {
                assertTrue(closer.get());
            }
            assertEquals(0, netpoll.registrations());
        }
    }

    @Test
    @Clause({"T7", "T17"})
    void aReceiveThatRacesWithCloseEndsEitherWay() throws Exception {
        for (int round = 0; round < 100; round++) {
            MessagePair pair = connect();
            Task<Message> receiver = startReceiver(pair.server());
            pair.server().close();
            receiver.failure(ClosedChannelException.class);
            pair.client().close();
        }
        assertEquals(0, netpoll.registrations());
    }

    @Test
    @Clause("T17")
    void aReceiveNeverSeesTheMessageOfALaterSocket() throws Exception {
        for (int round = 0; round < 100; round++) {
            MessagePair old = connect();
            Task<Message> receiver = startReceiver(old.server());
            old.server().close();
            old.client().close();
            MessagePair next = connect(); // Takes the numbers just given back.
            next.client().send(message(1));
            receiver.failure(ClosedChannelException.class);
            assertArrayEquals(new byte[] {1}, receive(next.server()));
            next.server().close();
            next.client().close();
        }
    }

    @Test
    @Clause({"M3", "T14"})
    void theEndOfTheRuntimeEndsEveryCall() throws Exception {
        OpenDescriptors before = OpenDescriptors.now();
        Netpoll own = anotherNetpoll();
        MessagePair pair = connect(own);
        List<Task<Message>> receivers = new ArrayList<>();
        for (MessageEnd end : new MessageEnd[] {pair.client(), pair.client(), pair.server()}) {
            receivers.add(startReceiver(end).parked());
        }
        own.close();
        for (Task<Message> receiver : receivers) {
            receiver.failure(AsynchronousCloseException.class);
        }
        assertFalse(pair.client().isOpen());
        assertThrows(ClosedChannelException.class, () -> connect(own));
        before.assertUnchanged();
    }
}
