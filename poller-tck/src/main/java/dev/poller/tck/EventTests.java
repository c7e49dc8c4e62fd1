// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.poller.AlreadyRegisteredException;
import dev.poller.Capability;
import dev.poller.ClosedPollerException;
import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.Readiness;
import dev.poller.Registration;
import dev.poller.Trigger;
import dev.poller.UserEvent;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The source that every provider can watch. */
abstract class EventTests extends PollerFixture {
    private final UserEvent event = new UserEvent();

    @Test
    @Clause("O20")
    void anEventIsReadableFromSignalToClear() throws Exception {
        Registration registration = poller.open(event, Interest.READ_WRITE, Trigger.LEVEL, "mine");
        assertEquals("mine", registration.attachment());
        assertQuiet();
        event.signal();
        event.signal();
        for (int i = 0; i < 3; i++) {
            assertEquals(Readiness.of(Readiness.READABLE), awaitReady(registration));
        }
        event.clear();
        event.clear();
        assertQuiet();
    }

    @Test
    @Clause("O20")
    void aSignalFromAnotherThreadEndsAWaitingPoll() throws Exception {
        Registration registration = poller.open(event, Interest.READ_ONLY, Trigger.LEVEL, null);
        PollingThread polling = startPolling(FOREVER);
        event.signal();
        assertEquals(List.of(registration), registrations(polling.events()));
    }

    @Test
    @Clause({"O1", "O20"})
    void aSignalBeforeOpenIsRemembered() throws Exception {
        event.signal();
        assertTrue(event.isSignalled());
        awaitReady(poller.open(event, Interest.READ_ONLY, Trigger.LEVEL, null));
    }

    @Test
    @Clause({"O2", "O20"})
    void anEdgeIsReportedForEachSignalAfterAClear() throws Exception {
        require(Trigger.EDGE.capability());
        Registration registration = poller.open(event, Interest.READ_ONLY, Trigger.EDGE, null);
        for (int i = 0; i < 3; i++) {
            event.signal();
            awaitReady(registration);
            assertQuiet();
            event.clear();
        }
    }

    @Test
    @Clause({"O9", "O21"})
    void onePollerWatchesIt() throws Exception {
        Registration first = poller.open(event, Interest.READ_ONLY, Trigger.LEVEL, null);
        Poller other = newPoller();
        assertThrows(
                AlreadyRegisteredException.class, () -> other.open(event, Interest.READ_ONLY, Trigger.LEVEL, null));
        assertThrows(
                AlreadyRegisteredException.class, () -> poller.open(event, Interest.READ_ONLY, Trigger.LEVEL, null));
        assertEquals(1, poller.registrations());
        assertEquals(0, other.registrations());
        event.signal();
        awaitReady(first);
    }

    @Test
    @Clause({"O14", "O15", "O21"})
    void afterTheCloseItIsWatchedAnewWithItsSignal() throws Exception {
        Poller other = newPoller();
        Registration first = poller.open(event, Interest.READ_ONLY, Trigger.LEVEL, null);
        event.signal();
        first.close();
        first.close();
        assertQuiet();
        assertEquals(0, poller.registrations());
        Registration second = other.open(event, Interest.READ_ONLY, Trigger.LEVEL, null);
        other.poll(Await.PATIENCE.toNanos(), (ready, readiness) -> assertEquals(second, ready));
        event.clear();
        assertFalse(event.isSignalled());
    }

    @Test
    @Clause({"C2", "C3", "O21"})
    void aPollerThatIsClosedLeavesItUsable() throws Exception {
        Poller closed = newPoller();
        closed.open(event, Interest.READ_ONLY, Trigger.LEVEL, null);
        closed.close();
        event.signal();
        event.clear();
        event.signal();
        assertThrows(ClosedPollerException.class, () -> closed.open(event, Interest.READ_ONLY, Trigger.LEVEL, null));
        awaitReady(poller.open(event, Interest.READ_ONLY, Trigger.LEVEL, null));
    }

    @Test
    @Clause({"O4", "O5", "O20"})
    void aOneShotIsReportedOnceAndArmedAgain() throws Exception {
        Registration registration = poller.open(event, Interest.NONE, Trigger.ONESHOT, null);
        event.signal();
        assertQuiet();
        for (int i = 0; i < 3; i++) {
            registration.arm(Interest.READ_WRITE);
            awaitReady(registration);
            assertQuiet();
        }
    }

    @Test
    @Clause({"O12", "O20"})
    void anInterestThatTheProviderLacksIsRefused() throws Exception {
        assumeFalse(poller.capabilities().contains(Capability.PRIORITY), "it has PRIORITY");
        Set<Interest> lacking = EnumSet.of(Interest.READ, Interest.PRIORITY);
        assertThrows(UnsupportedOperationException.class, () -> poller.open(event, lacking, Trigger.LEVEL, null));
        assertEquals(0, poller.registrations());
        poller.open(event, Interest.READ_ONLY, Trigger.LEVEL, null);
    }
}
