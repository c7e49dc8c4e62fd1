// SPDX-License-Identifier: Apache-2.0
package dev.poller.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.Interest;
import dev.poller.Registration;
import dev.poller.Source;
import dev.poller.Trigger;
import dev.poller.tck.Watchdog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Selectors that return for nothing, and those that fail. */
@ExtendWith(Watchdog.class)
class PrematureReturnTest {
    private static final long FOREVER = -1;

    private final Deque<SelectorSource> sources = new ArrayDeque<>();
    private final List<Selector> opened = new ArrayList<>();
    private Pipe pipe;

    @BeforeEach
    void openReadablePipe() throws IOException {
        pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        pipe.sink().write(ByteBuffer.allocate(1));
    }

    @AfterEach
    void closePipe() throws IOException {
        pipe.sink().close();
        pipe.source().close();
    }

    @Test
    void aSelectorThatKeepsReturningNothingIsReplaced() throws IOException {
        FakeSelector spinning = new FakeSelector((selector, found) -> 0);
        try (NioPoller poller = poller(() -> spinning, Selector::open)) {
            Object attachment = new Object();
            Registration registration =
                    poller.open(Source.of(pipe.source()), Interest.READ_ONLY, Trigger.LEVEL, attachment);
            assertEquals(List.of(registration), poll(poller, FOREVER));
            assertSame(attachment, registration.attachment());
            assertEquals(PrematureReturns.TOLERATED, spinning.selects());
            assertEquals(2, opened.size());
            assertFalse(spinning.isOpen());
            assertEquals(1, poller.registrations());
        }
    }

    /** JeroMQ #506: a detector that looks for 0 never sees this one. */
    @Test
    void aSelectorThatKeepsReturningKeysThatAreNotReadyIsReplaced() throws IOException {
        FakeSelector spinning = new FakeSelector(PrematureReturnTest::findAll);
        try (NioPoller poller = poller(() -> spinning, Selector::open)) {
            Registration registration =
                    poller.open(Source.of(pipe.source()), Interest.READ_ONLY, Trigger.ONESHOT, null);
            assertEquals(List.of(registration), poll(poller, FOREVER));
            assertEquals(List.of(), poll(poller, 0));
            assertEquals(2, opened.size());
        }
    }

    @Test
    void manyShortPollsOfASpinningSelectorAddUp() throws IOException {
        FakeSelector spinning = new FakeSelector((selector, found) -> 0);
        try (NioPoller poller = poller(() -> spinning, Selector::open)) {
            poller.open(Source.of(pipe.source()), Interest.READ_ONLY, Trigger.LEVEL, null);
            List<Registration> ready = poll(poller, 1_000_000);
            while (ready.isEmpty()) {
                ready = poll(poller, 1_000_000);
            }
            assertEquals(2, opened.size());
        }
    }

    @Test
    void aDisarmedRegistrationMovesDisarmed() throws IOException {
        FakeSelector spinning = new FakeSelector((selector, found) -> 0);
        try (NioPoller poller = poller(() -> spinning, Selector::open)) {
            Registration registration = poller.open(Source.of(pipe.source()), Interest.NONE, Trigger.ONESHOT, null);
            assertEquals(List.of(), poll(poller, 200_000_000));
            assertFalse(spinning.isOpen());
            registration.arm(Interest.READ_ONLY);
            assertEquals(List.of(registration), poll(poller, FOREVER));
        }
    }

    @Test
    void aChannelClosedByItsUserDoesNotStopTheMove() throws IOException {
        FakeSelector spinning = new FakeSelector((selector, found) -> 0);
        Pipe closed = Pipe.open();
        closed.source().configureBlocking(false);
        try (NioPoller poller = poller(() -> spinning, Selector::open)) {
            poller.open(Source.of(closed.source()), Interest.READ_ONLY, Trigger.LEVEL, null);
            Registration registration = poller.open(Source.of(pipe.source()), Interest.READ_ONLY, Trigger.LEVEL, null);
            closed.source().close();
            assertEquals(List.of(registration), poll(poller, FOREVER));
        } finally {
            closed.sink().close();
        }
    }

    @Test
    void whereNoOtherSelectorCanBeOpenedTheOldOneGoesOn() throws IOException {
        int[] selects = new int[1];
        FakeSelector spinning = new FakeSelector((selector, found) -> {
            if (++selects[0] > 2 * PrematureReturns.TOLERATED) {
                throw new IOException("enough");
            }
            return 0;
        });
        SelectorSource refusing = () -> {
            throw new IOException("too many open files");
        };
        try (NioPoller poller = poller(() -> spinning, refusing)) {
            IOException failure = assertThrows(IOException.class, () -> poll(poller, FOREVER));
            assertEquals("enough", failure.getMessage());
            assertTrue(spinning.isOpen());
            assertTrue(sources.isEmpty(), "it was not tried");
        }
    }

    @Test
    void oneFailedSelectIsAChannelsTrouble() throws IOException {
        int[] selects = new int[1];
        FakeSelector failingOnce = new FakeSelector((selector, found) -> {
            if (++selects[0] == 1) {
                throw new IOException("a channel's deferred close");
            }
            return 0;
        });
        try (NioPoller poller = poller(() -> failingOnce)) {
            assertEquals(List.of(), poll(poller, 1));
            assertEquals(2, selects[0]);
        }
    }

    @Test
    void twoFailedSelectsAreTheSelectors() throws IOException {
        FakeSelector failing = new FakeSelector((selector, found) -> {
            throw new IOException("broken");
        });
        try (NioPoller poller = poller(() -> failing)) {
            IOException failure = assertThrows(IOException.class, () -> poll(poller, FOREVER));
            assertEquals(1, failure.getSuppressed().length);
            assertTrue(poller.isOpen());
        }
    }

    @Test
    void aKeyCancelledDuringTheSelectDoesNotEndThePoll() throws IOException {
        int[] selects = new int[1];
        FakeSelector cancelling = new FakeSelector((selector, found) -> {
            if (++selects[0] == 1) {
                throw new CancelledKeyException();
            }
            return 0;
        });
        try (NioPoller poller = poller(() -> cancelling)) {
            assertEquals(List.of(), poll(poller, 1));
            assertEquals(2, selects[0]);
        }
    }

    @Test
    void returnsThatWereAskedForDoNotCount() throws Exception {
        try (NioPoller poller = poller(Selector::open)) {
            Registration registration = poller.open(Source.of(pipe.source()), Interest.NONE, Trigger.ONESHOT, null);
            FutureTask<List<Registration>> polling = new FutureTask<>(() -> poll(poller, FOREVER));
            new Thread(polling).start();
            for (int i = 0; i < 4 * PrematureReturns.TOLERATED; i++) {
                registration.arm(Interest.NONE);
            }
            registration.arm(Interest.READ_ONLY);
            assertEquals(List.of(registration), polling.get());
            assertEquals(1, opened.size());
        }
    }

    /** A Selector that is asked for OP_CONNECT of a connected channel returns at once, for ever, for nothing. */
    @Test
    void aConnectionThatHasBeenMadeIsNotAskedForAgain() throws IOException {
        try (NioPoller poller = poller(Selector::open);
                ServerSocketChannel listener = ServerSocketChannel.open();
                SocketChannel socket = SocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            socket.configureBlocking(false);
            socket.connect(listener.getLocalAddress());
            Registration registration = poller.open(Source.of(socket), Interest.WRITE_ONLY, Trigger.LEVEL, null);
            assertEquals(List.of(registration), poll(poller, FOREVER));
            assertTrue(socket.finishConnect());
            assertEquals(List.of(registration), poll(poller, FOREVER));
            assertEquals(1, opened.size());
        }
    }

    @Test
    void breaksDoNotCount() throws IOException {
        try (NioPoller poller = poller(Selector::open)) {
            for (int i = 0; i < 2 * PrematureReturns.TOLERATED; i++) {
                poller.breakPoll();
                assertEquals(List.of(), poll(poller, FOREVER));
            }
            assertEquals(1, opened.size());
        }
    }

    @Test
    void toleranceGrowsWhileNewSelectorsDoNotHelp() {
        PrematureReturns returns = new PrematureReturns();
        assertEquals(PrematureReturns.TOLERATED, untilAnotherSelector(returns));
        assertEquals(2 * PrematureReturns.TOLERATED, untilAnotherSelector(returns));
        assertEquals(4 * PrematureReturns.TOLERATED, untilAnotherSelector(returns));
        returns.ended();
        assertEquals(PrematureReturns.TOLERATED, untilAnotherSelector(returns));
    }

    private static int untilAnotherSelector(PrematureReturns returns) {
        int count = 1;
        while (!returns.another()) {
            count++;
        }
        return count;
    }

    private NioPoller poller(SelectorSource... inOrder) throws IOException {
        sources.addAll(List.of(inOrder));
        return new NioPoller(() -> {
            Selector selector = sources.remove().open();
            opened.add(selector);
            return selector;
        });
    }

    private static int findAll(FakeSelector selector, Consumer<SelectionKey> found) {
        selector.keys().forEach(found);
        return selector.keys().size();
    }

    private static List<Registration> poll(NioPoller poller, long timeout) throws IOException {
        List<Registration> ready = new ArrayList<>();
        poller.poll(timeout, (registration, readiness) -> ready.add(registration));
        return ready;
    }
}
