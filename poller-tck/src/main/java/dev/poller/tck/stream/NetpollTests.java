// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.AcceptLoop;
import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Listener;
import dev.poller.blocking.Netpoll;
import dev.poller.tck.Await;
import dev.poller.tck.Clause;
import dev.poller.tck.fixture.OpenDescriptors;
import dev.poller.tck.fixture.Task;
import java.net.ConnectException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The runtime as a whole. What every test leaves behind is checked by {@link StreamFixture}. */
abstract class NetpollTests extends StreamFixture {
    @Test
    @Clause("T14")
    void closeEndsEveryWaitingCall() throws Exception {
        Pair pair = connectNarrow();
        Listener<?> listener = listen();
        List<Task<?>> waiting = new ArrayList<>();
        waiting.add(startEndlessWriter(pair.client()));
        for (int i = 0; i < 2; i++) {
            waiting.add(
                    start("reader " + i, () -> pair.client().read(new byte[1])).parked());
            waiting.add(start("acceptor " + i, listener::accept).parked());
        }
        netpoll.close();
        for (Task<?> task : waiting) {
            task.failure(AsynchronousCloseException.class);
        }
        assertFalse(pair.client().isOpen());
        assertFalse(listener.isOpen());
    }

    @Test
    @Clause({"T14", "T17"})
    void whenCloseReturnsDescriptorsAreGone() throws Exception {
        OpenDescriptors before = OpenDescriptors.now();
        Netpoll own = anotherNetpoll();
        Listener<?> listener = listen(own);
        for (int i = 0; i < 10; i++) {
            connectTo(own, listener);
            hold(listener.accept());
        }
        assertEquals(21, own.registrations());
        own.close();
        assertEquals(0, own.registrations());
        before.assertUnchanged();
    }

    @Test
    @Clause("T14")
    void whenClosedItOpensNothing() throws Exception {
        Listener<?> listener = listen();
        netpoll.close();
        OpenDescriptors before = OpenDescriptors.now();
        assertFalse(netpoll.isOpen());
        assertThrows(ClosedChannelException.class, listener::accept);
        assertThrows(ClosedChannelException.class, () -> connectTo(listener));
        assertThrows(ClosedChannelException.class, () -> listen(netpoll));
        before.assertUnchanged();
    }

    @Test
    @Clause("T14")
    void aSecondCloseDoesNothing() throws Exception {
        connect();
        List<Task<Boolean>> closers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            closers.add(run("closer " + i, netpoll::close));
        }
        for (Task<Boolean> closer : closers) {
            assertTrue(closer.get());
        }
        netpoll.close();
        assertFalse(netpoll.isOpen());
    }

    @Test
    @Clause("T14")
    void twoRuntimesServeEachOtherAndCloseApart() throws Exception {
        Netpoll other = anotherNetpoll();
        Listener<?> listener = listen(other);
        ByteStream client = connectTo(listener);
        ByteStream server = listener.accept();
        assertEquals(1, netpoll.registrations());
        assertEquals(2, other.registrations());
        client.write(new byte[] {3});
        assertEquals(3, Bytes.read(server, 1)[0]);
        Task<Integer> reader = start("reader", () -> client.read(new byte[1])).parked();
        other.close();
        assertEquals(-1, reader.get());
        assertTrue(client.isOpen());
        assertTrue(netpoll.isOpen());
    }

    @Test
    @Clause("T14")
    void itTellsItsProviderAndWhatItHolds() throws Exception {
        assertEquals(subject().provider(), netpoll.provider());
        assertFalse(netpoll.binding().isEmpty());
        assertEquals(0, netpoll.registrations());
        Pair pair = connect();
        assertEquals(2, netpoll.registrations());
        pair.client().close();
        pair.server().close();
        assertEquals(0, netpoll.registrations());
    }

    @Test
    @Clause({"T14", "T17"})
    void openAndCloseManyTimesLeaveNothing() throws Exception {
        for (int i = 0; i < 20; i++) {
            Netpoll own = setup().options().open();
            Listener<?> listener = listen(own);
            Task<ByteStream> acceptor = startAcceptor(listener);
            own.close();
            acceptor.failure(ClosedChannelException.class);
        }
    }

    @Test
    @Clause("T14")
    void connectionsMadeDuringTheCloseAreClosedToo() throws Exception {
        Netpoll own = anotherNetpoll();
        Listener<?> listener = listen();
        Task<Boolean> server = run("accept loop", () -> AcceptLoop.run(listener, accepted -> {}, failure -> {}));
        List<Task<Boolean>> connectors = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            connectors.add(run("connector " + i, () -> {
                while (true) {
                    try {
                        connectTo(own, listener);
                    } catch (ConnectException full) {
                        if (!subject().kind().refusesWhenFull()) {
                            throw full;
                        }
                    }
                }
            }));
        }
        Await.until("some connections", () -> own.registrations() >= 8);
        own.close();
        for (Task<Boolean> connector : connectors) {
            connector.failure(ClosedChannelException.class);
        }
        assertEquals(0, own.registrations());
        listener.close();
        assertTrue(server.get());
    }
}
