// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.datagram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.poller.blocking.Cancellation;
import dev.poller.blocking.OperationCancelledException;
import dev.poller.blocking.Until;
import dev.poller.tck.Clause;
import dev.poller.tck.datagram.MessageEnd.Message;
import dev.poller.tck.fixture.Task;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cancellation ends the calls that it is for, also while they wait, and nothing else. */
abstract class CancellationTests extends DatagramFixture {
    @Test
    @Clause({"M3", "T21"})
    void givenMeanwhileItEndsAWaitingReceiveAndNothingElse() throws Exception {
        MessagePair pair = connect();
        Cancellation cancellation = new Cancellation();
        Until until = Until.in(Duration.ofMinutes(1)).orCancelled(cancellation);
        Task<Message> receiver = startReceiver(pair.server(), until).parked();
        Task<Message> other = startReceiver(pair.client()).parked();
        cancellation.cancel();
        assertEquals(
                "Receive cancelled",
                receiver.failure(OperationCancelledException.class).getMessage());
        other.parked();
        assertConnected(pair.client(), pair.server());
        pair.server().send(message(1, 2, 3));
        assertEquals(new Message(3, false), other.get());
    }

    @Test
    @Clause({"M3", "T21"})
    void notGivenItLetsTheDeadlinePass() throws Exception {
        MessagePair pair = connect();
        Cancellation cancellation = new Cancellation();
        Until until = Until.in(Duration.ofMillis(10)).orCancelled(cancellation);
        startReceiver(pair.server(), until).failure(SocketTimeoutException.class);
        assertEquals("Cancellation[not given, 0 operations]", cancellation.toString());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Clause({"M8", "T21"})
    void itEndsAWaitingSendAndTheSocketGoesOn(boolean forth) throws Exception {
        MessagePair pair = connect();
        MessageEnd from = forth ? pair.client() : pair.server();
        MessageEnd to = forth ? pair.server() : pair.client();
        Cancellation cancellation = new Cancellation();
        Task<Boolean> sender = startEndlessSender(from, Until.cancelled(cancellation));
        cancellation.cancel();
        assertEquals(
                "Send cancelled",
                sender.failure(OperationCancelledException.class).getMessage());
        Task<Boolean> last = run("the last message", () -> from.send(message(9)));
        int next = 0;
        byte[] received = receive(to);
        while (received.length > 1) {
            assertEquals(next++, ByteBuffer.wrap(received).getInt());
            received = receive(to);
        }
        last.get();
        assertConnected(from, to);
    }

    @Test
    @Clause({"M3", "T21"})
    void oneEndsManyOperations() throws Exception {
        Cancellation cancellation = new Cancellation();
        List<Task<Message>> receivers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            receivers.add(startReceiver(connect().server(), Until.cancelled(cancellation))
                    .parked());
        }
        assertEquals("Cancellation[not given, 8 operations]", cancellation.toString());
        cancellation.cancel();
        for (Task<Message> receiver : receivers) {
            receiver.failure(OperationCancelledException.class);
        }
        assertEquals("Cancellation[given, 0 operations]", cancellation.toString());
    }

    @Test
    @Clause({"M3", "T21"})
    void givenItBeatsAMessageThatHasComeAndLetsNoneOut() throws Exception {
        MessagePair pair = connect();
        pair.client().send(message(7));
        Cancellation given = new Cancellation();
        given.cancel();
        Until until = Until.cancelled(given);
        assertThrows(OperationCancelledException.class, () -> pair.server().receive(ByteBuffer.allocate(1), until));
        assertThrows(OperationCancelledException.class, () -> pair.client().send(message(8), until));
        pair.client().send(message(9));
        assertArrayEquals(new byte[] {7}, receive(pair.server()));
        assertArrayEquals(new byte[] {9}, receive(pair.server()));
    }

    @Test
    @Clause({"M3", "T6", "T21"})
    void whoQueuesIsEndedToo() throws Exception {
        MessagePair pair = connect();
        Cancellation cancellation = new Cancellation();
        Task<Message> first = startReceiver(pair.server()).parked();
        Task<Message> queueing =
                startReceiver(pair.server(), Until.cancelled(cancellation)).parked();
        cancellation.cancel();
        queueing.failure(OperationCancelledException.class);
        assertFalse(first.ended());
        pair.client().send(message(1));
        assertEquals(new Message(1, false), first.get());
    }
}
