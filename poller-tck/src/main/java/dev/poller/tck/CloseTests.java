// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.ClosedPollerException;
import dev.poller.ClosedRegistrationException;
import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.Registration;
import dev.poller.Source;
import dev.poller.Trigger;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Closing a poller. */
abstract class CloseTests extends PollerFixture {
    @ParameterizedTest
    @Clause("C1")
    @ValueSource(longs = {FOREVER, Long.MAX_VALUE})
    void closeEndsAWaitingPoll(long timeout) throws Exception {
        openForRead(local().near());
        PollingThread polling = startPolling(timeout);
        poller.close();
        polling.failure(ClosedPollerException.class);
    }

    @Test
    @Clause("C2")
    void closeReturnsEveryDescriptorAndNoOther() throws Exception {
        assumeTrue(Descriptors.visible(), "open descriptors are seen in /proc/self/fd, which is not there");
        Pair pair = local();
        Map<String, Long> before = Descriptors.counts();
        for (int i = 0; i < 20; i++) {
            try (Poller other = newPoller()) {
                pair.near().open(other, Interest.READ_ONLY, Trigger.LEVEL, null);
                other.breakPoll();
                other.poll(FOREVER, (registration, readiness) -> {});
            }
            assertEquals(before, Descriptors.counts());
        }
        assertEquals(1, pair.far().write(1));
        assertEquals(1, pair.near().read(1));
    }

    @Test
    @Clause("C2")
    void thePollThatCloseEndsReturnsTheDescriptors() throws Exception {
        assumeTrue(Descriptors.visible(), "open descriptors are seen in /proc/self/fd, which is not there");
        Map<String, Long> with = Descriptors.counts();
        PollingThread polling = startPolling(FOREVER);
        poller.close();
        polling.failure(ClosedPollerException.class);
        Map<String, Long> without = Descriptors.counts();
        newPoller();
        assertEquals(with, Descriptors.counts());
        assertFalse(without.equals(with), "the closed poller keeps its descriptors: " + without);
    }

    @ParameterizedTest
    @Clause("C3")
    @EnumSource(Trigger.class)
    void nothingWorksAfterClose(Trigger trigger) throws Exception {
        Pair pair = local();
        Registration registration = open(pair.near(), Interest.READ_ONLY, trigger);
        poller.close();
        assertFalse(poller.isOpen());
        assertThrows(ClosedPollerException.class, () -> poll(0));
        assertThrows(ClosedPollerException.class, () -> poll(FOREVER));
        assertThrows(ClosedPollerException.class, () -> open(local().near(), Interest.READ_ONLY, trigger));
        assertThrows(ClosedPollerException.class, () -> open(pair.near(), Interest.READ_ONLY, trigger));
        assertFalse(registration.isOpen());
        assertThrows(ClosedRegistrationException.class, () -> registration.arm(Interest.READ_ONLY));
        registration.close();
        assertEquals(0, poller.registrations());
    }

    @Test
    @Clause("C3")
    void closedBeatsUnsupported() throws Exception {
        poller.close();
        assertThrows(
                ClosedPollerException.class, () -> poller.open(Source.of(0), Interest.READ_ONLY, Trigger.LEVEL, null));
    }

    @Test
    @Clause("C4")
    void aSecondCloseDoesNothing() throws Exception {
        poller.close();
        poller.close();
        assertFalse(poller.isOpen());
    }

    @Test
    @Clause({"C1", "C4"})
    void closesFromManyThreadsEndAPollOnce() throws Exception {
        PollingThread polling = startPolling(FOREVER);
        List<FutureTask<Void>> closers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            FutureTask<Void> closer = new FutureTask<>(() -> {
                poller.close();
                poller.breakPoll();
                return null;
            });
            closers.add(closer);
            new Thread(closer).start();
        }
        for (FutureTask<Void> closer : closers) {
            closer.get();
        }
        polling.failure(ClosedPollerException.class);
    }

    @Test
    @Clause({"C1", "O13"})
    void registrationsMayBeClosedWhileThePollerIs() throws Exception {
        for (int round = 0; round < 20; round++) {
            Poller other = newPoller();
            List<Registration> opened = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                opened.add(local().near().open(other, Interest.READ_ONLY, Trigger.LEVEL, null));
            }
            FutureTask<Void> closer = new FutureTask<>(() -> {
                for (Registration registration : opened) {
                    registration.close();
                }
                return null;
            });
            new Thread(closer).start();
            other.close();
            closer.get();
            assertTrue(opened.stream().noneMatch(Registration::isOpen));
        }
    }

    @Test
    @Clause("C3")
    void thePollOfAClosedPollerCallsNoHandler() throws Exception {
        openForRead(readable().near());
        poller.close();
        assertThrows(
                ClosedPollerException.class,
                () -> poller.poll(0, (registration, readiness) -> {
                    throw new IllegalStateException("handed over");
                }));
    }

    @Test
    @Clause("C2")
    void anUnusedPollerLeavesNothing() throws IOException {
        newPoller().close(); // the fixture compares the descriptors
    }
}
