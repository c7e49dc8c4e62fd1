// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.ClosedPollerException;
import dev.poller.ConcurrentPollException;
import dev.poller.Interest;
import dev.poller.Readiness;
import dev.poller.ReadyHandler;
import dev.poller.Registration;
import dev.poller.Source;
import dev.poller.Trigger;
import dev.poller.descriptor.FakePoller.Event;
import dev.poller.libc.Constant;
import dev.poller.libc.ErrnoException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The loop that hands events over, and the breaks that end it. */
class DescriptorPollerTest {
    private static final Event BREAK = new Event(RegistrationTable.BREAK, 0);
    private static final long FOR_EVER = -1;
    private static final long LONG = 1_000_000_000_000L;

    private final FakeLibc fake = new FakeLibc();
    private final FakeBreaker breaker = new FakeBreaker();
    private final FakePoller poller = poller();
    private final List<String> handed = new ArrayList<>();
    private final ReadyHandler handler =
            (registration, readiness) -> handed.add(registration.attachment() + " " + readiness);

    private FakePoller poller() {
        try {
            return Groundwork.build(fake.libc(), ground -> {
                ground.own().adopt("epoll_create", FakePoller.OWN);
                return new FakePoller(ground, new FakeKernel(), breaker);
            });
        } catch (IOException refused) {
            throw new AssertionError(refused);
        }
    }

    @BeforeEach
    void forgetTheFirstCalls() {
        fake.calls();
    }

    @Test
    void whatIsReadyIsHandedOver() throws IOException {
        poller.brings(ready("a", Readiness.READABLE), ready("b", Readiness.READABLE | Readiness.WRITABLE));
        assertEquals(2, poller.poll(FOR_EVER, handler));
        assertEquals(List.of("a READABLE", "b READABLE|WRITABLE"), handed);
        assertEquals(List.of(FOR_EVER), poller.timeouts());
    }

    @Test
    void whatSaysNothingIsNotHandedOverAndNotCounted() throws IOException {
        poller.brings(ready("a", 0), ready("b", Readiness.READABLE));
        assertEquals(1, poller.poll(FOR_EVER, handler));
        assertEquals(List.of("b READABLE"), handed);
    }

    @Test
    void whatIsOverIsCountedAsStale() throws IOException {
        Registration registration = open("a");
        Event late = event(registration, Readiness.READABLE);
        registration.close();
        poller.brings(late, ready("b", Readiness.READABLE));
        assertEquals(1, poller.poll(FOR_EVER, handler));
        assertEquals(List.of("b READABLE"), handed);
        assertEquals(1, poller.staleEvents());
    }

    @Test
    void itWaitsOnUntilSomethingIsHandedOver() throws IOException {
        poller.brings();
        poller.brings(ready("a", 0));
        poller.brings(ready("b", Readiness.READABLE));
        poller.brings(ready("c", Readiness.READABLE));
        assertEquals(1, poller.poll(FOR_EVER, handler));
        assertEquals(List.of(FOR_EVER, FOR_EVER, FOR_EVER), poller.timeouts());
    }

    @Test
    void itLooksOnceIfItIsNotToWait() throws IOException {
        assertEquals(0, poller.poll(0, handler));
        assertEquals(List.of(0L), poller.timeouts());
    }

    @Test
    void itEndsOnceTheTimeIsOver() throws IOException {
        assertEquals(0, poller.poll(1, handler));
        assertFalse(poller.timeouts().isEmpty());
    }

    @Test
    void itWaitsNoLongerThanItIsTo() throws IOException {
        poller.brings(ready("a", Readiness.READABLE));
        poller.poll(LONG, handler);
        long timeout = poller.timeouts().get(0);
        assertTrue(timeout > 0 && timeout <= LONG);
    }

    @Test
    void anInterruptedFetchIsMadeAgain() throws IOException {
        poller.fails(-fake.value(Constant.EINTR));
        poller.brings(ready("a", Readiness.READABLE));
        assertEquals(1, poller.poll(FOR_EVER, handler));
    }

    @Test
    void aFailedFetchIsToldAndTheNextPollGoesOn() throws IOException {
        poller.fails(-fake.value(Constant.EBADF));
        ErrnoException failure = assertThrows(ErrnoException.class, () -> poller.poll(FOR_EVER, handler));
        assertEquals("fetch", failure.call());
        poller.brings(ready("a", Readiness.READABLE));
        assertEquals(1, poller.poll(FOR_EVER, handler));
    }

    @Test
    void aBreakEndsAPollThatWaits() throws IOException {
        poller.breakPoll();
        poller.brings(BREAK);
        assertEquals(0, poller.poll(FOR_EVER, handler));
        assertEquals(List.of("signal", "drain"), breaker.told());
        assertEquals(1, poller.breaksSent());
        poller.brings(ready("a", Readiness.READABLE));
        assertEquals(1, poller.poll(FOR_EVER, handler));
    }

    @Test
    void aBreakDoesNotKeepWhatIsReadyFromBeingHandedOver() throws IOException {
        poller.brings(BREAK, ready("a", Readiness.READABLE));
        assertEquals(1, poller.poll(FOR_EVER, handler));
    }

    @Test
    void aPollThatDoesNotWaitLeavesTheBreak() throws IOException {
        poller.brings(BREAK);
        assertEquals(0, poller.poll(0, handler));
        assertEquals(List.of(), breaker.told());
        poller.brings(ready("a", Readiness.READABLE));
        assertEquals(1, poller.poll(FOR_EVER, handler));
        assertEquals(List.of(0L, FOR_EVER), poller.timeouts());
    }

    @Test
    void aBreakThatWasLeftAndIsGoneEndsTheNextPollThatWaits() throws IOException {
        breaker.endsByFetch = true;
        poller.brings(BREAK);
        poller.poll(0, handler);
        poller.poll(0, handler);
        assertEquals(List.of(), breaker.told());
        poller.brings(ready("a", Readiness.READABLE));
        assertEquals(1, poller.poll(FOR_EVER, handler));
        assertEquals(List.of("drain"), breaker.told());
        assertEquals(List.of(0L, 0L, 0L), poller.timeouts());
    }

    @Test
    void whatAHandlersExceptionLeavesBehindComesFirstAndAlone() throws IOException {
        poller.brings(ready("a", Readiness.READABLE), ready("b", Readiness.READABLE));
        poller.brings(ready("c", Readiness.READABLE));
        ReadyHandler failing = (registration, readiness) -> {
            throw new IllegalStateException("the handler's");
        };
        assertThrows(IllegalStateException.class, () -> poller.poll(FOR_EVER, failing));
        poller.timeouts();
        assertEquals(1, poller.poll(FOR_EVER, handler));
        assertEquals(List.of("b READABLE"), handed);
        assertEquals(List.of(), poller.timeouts());
    }

    @Test
    void aPollWithinAPollIsRefused() throws IOException {
        poller.brings(ready("a", Readiness.READABLE));
        ReadyHandler again = (registration, readiness) -> {
            assertThrows(ConcurrentPollException.class, () -> poller.poll(0, handler));
            handed.add("refused");
        };
        assertEquals(1, poller.poll(FOR_EVER, again));
        assertEquals(List.of("refused"), handed);
        assertEquals(0, poller.poll(0, handler));
    }

    @Test
    void aPollerThatIsClosedMeanwhileHandsNothingMoreOver() throws IOException {
        poller.brings(ready("a", Readiness.READABLE), ready("b", Readiness.READABLE));
        ReadyHandler closing = (registration, readiness) -> {
            handed.add("closed");
            closeUnchecked();
            assertEquals(List.of(), fake.calls());
        };
        assertThrows(ClosedPollerException.class, () -> poller.poll(FOR_EVER, closing));
        assertEquals(List.of("closed"), handed);
        assertEquals(List.of("close(4)", "release"), fake.calls());
    }

    private void closeUnchecked() {
        try {
            poller.close();
        } catch (IOException refused) {
            throw new AssertionError(refused);
        }
    }

    /** Whoever waits has to come out before the descriptors can be closed. */
    @Test
    void aCloseBreaksThePollAndClosesOnce() throws IOException {
        assertTrue(poller.isOpen());
        poller.close();
        poller.close();
        assertEquals(List.of("signal"), breaker.told());
        assertEquals(List.of("close(4)", "release"), fake.calls());
        assertFalse(poller.isOpen());
    }

    @Test
    void aClosedPollerIsNotBrokenAndPollsNoMore() throws IOException {
        poller.close();
        breaker.told();
        poller.breakPoll();
        assertEquals(List.of(), breaker.told());
        assertThrows(ClosedPollerException.class, () -> poller.poll(0, handler));
    }

    @Test
    void aBreakThatIsRefusedIsToldAndTheNextIsSent() throws IOException {
        breaker.refusal = fake.libc().failure("write", 5, -fake.value(Constant.EBADF));
        assertThrows(UncheckedIOException.class, poller::breakPoll);
        poller.breakPoll();
        assertEquals(List.of("signal", "signal"), breaker.told());
        poller.close();
        assertEquals(List.of("close(4)", "release"), fake.calls());
    }

    private Event ready(String name, int bits) throws IOException {
        return event(open(name), bits);
    }

    private static Event event(Registration registration, int bits) {
        return new Event(((DescriptorRegistration) registration).cookie(), bits);
    }

    private Registration open(String name) throws IOException {
        return poller.open(Source.of(100 + poller.registrations()), Interest.READ_WRITE, Trigger.LEVEL, name);
    }
}
