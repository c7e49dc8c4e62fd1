// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.poller.Interest;
import dev.poller.Readiness;
import dev.poller.Registration;
import dev.poller.Trigger;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Edge, level and one-shot, and arming them. */
abstract class TriggerTests extends PollerFixture {
    @Test
    @Clause("O2")
    void edgeReportsAChangeOnceAndTheNextOneWithoutACall() throws Exception {
        Pair pair = local();
        Registration registration = open(pair.near(), Interest.READ_ONLY, Trigger.EDGE);
        assertQuiet();
        for (int i = 0; i < 3; i++) {
            pair.far().write(1);
            assertTrue(awaitReady(registration).readable());
            assertQuiet();
            assertEquals(1, pair.near().drain());
            assertQuiet();
        }
    }

    @Test
    @Clause("O2")
    void edgeReportsRoomOnceAndAgainAfterItWasFull() throws Exception {
        Pair pair = local();
        Registration registration = open(pair.near(), Interest.READ_WRITE, Trigger.EDGE);
        assertTrue(awaitReady(registration).writable());
        assertQuiet();
        for (int i = 0; i < 3; i++) {
            int written = pair.near().fill();
            pollUntilQuiet();
            assertEquals(written, pair.far().drain());
            awaitReady(registration, Readiness.WRITABLE);
            pollUntilQuiet();
        }
    }

    @Test
    @Clause("O2")
    void edgeReportsOneDirectionWhileTheOtherStaysReady() throws Exception {
        Pair pair = local();
        Registration registration = open(pair.near(), Interest.READ_WRITE, Trigger.EDGE);
        assertTrue(awaitReady(registration).writable());
        assertQuiet();
        pair.far().write(1);
        assertTrue(awaitReady(registration).readable());
        assertQuiet();
    }

    @Test
    @Clause({"O2", "O6"})
    void armingEdgeDoesNothing() throws Exception {
        Pair pair = readable();
        Registration registration = open(pair.near(), Interest.READ_ONLY, Trigger.EDGE);
        awaitReady(registration);
        registration.arm(Interest.READ_ONLY);
        assertQuiet();
        registration.arm(Interest.NONE);
        pair.near().drain();
        pair.far().write(1);
        assertTrue(awaitReady(registration).readable());
    }

    @Test
    @Clause("O3")
    void levelReportsInEveryPollWhileReady() throws Exception {
        Pair pair = readable();
        Registration registration = openForRead(pair.near());
        for (int i = 0; i < 3; i++) {
            assertTrue(awaitReady(registration).readable());
            assertEquals(List.of(registration), registrations(poll(0)));
        }
        pair.near().drain();
        assertQuiet();
        pair.far().write(1);
        awaitReady(registration);
    }

    @Test
    @Clause("O3")
    void levelReportsRoomUntilItIsFull() throws Exception {
        Pair pair = local();
        Registration registration = open(pair.near(), Interest.WRITE_ONLY, Trigger.LEVEL);
        for (int i = 0; i < 3; i++) {
            assertTrue(awaitReady(registration).writable());
        }
        pair.near().fill();
        assertQuiet();
        pair.far().drain();
        assertTrue(awaitReady(registration).writable());
    }

    @Test
    @Clause("O4")
    void aOneShotIsDisarmedByItsReport() throws Exception {
        Pair pair = readable();
        Registration registration = open(pair.near(), Interest.READ_ONLY, Trigger.ONESHOT);
        awaitReady(registration);
        assertQuiet();
        pair.far().write(1);
        assertQuiet();
        assertTrue(registration.isOpen());
    }

    @Test
    @Clause("O4")
    void aOneShotIsDisarmedForTheOtherDirectionToo() throws Exception {
        Pair pair = local();
        Registration registration = open(pair.near(), Interest.READ_WRITE, Trigger.ONESHOT);
        assertTrue(awaitReady(registration).writable());
        pair.far().write(1);
        assertQuiet();
        registration.arm(Interest.READ_WRITE);
        assertTrue(awaitReady(registration).readable());
    }

    @Test
    @Clause("O5")
    void armingAReadyOneShotMakesTheNextPollReportIt() throws Exception {
        Pair pair = readable();
        Registration registration = open(pair.near(), Interest.READ_ONLY, Trigger.ONESHOT);
        for (int i = 0; i < 3; i++) {
            assertTrue(awaitReady(registration).readable());
            registration.arm(Interest.READ_ONLY);
        }
        awaitReady(registration);
        pair.near().drain();
        registration.arm(Interest.READ_ONLY);
        assertQuiet();
    }

    @Test
    @Clause({"O5", "O13"})
    void armingAReadyOneShotEndsAWaitingPoll() throws Exception {
        Registration registration = open(readable().near(), Interest.NONE, Trigger.ONESHOT);
        PollingThread polling = startPolling(FOREVER);
        assertFalse(polling.ended());
        registration.arm(Interest.READ_ONLY);
        assertEquals(List.of(registration), registrations(polling.events()));
        assertQuiet();
    }

    @Test
    @Clause("O5")
    void aOneShotIsArmedForWhatIsAskedOnly() throws Exception {
        beyondEvents();
        Pair pair = readable();
        Registration registration = open(pair.near(), Interest.READ_ONLY, Trigger.ONESHOT);
        awaitReady(registration);
        registration.arm(Interest.WRITE_ONLY);
        assertTrue(awaitReady(registration).writable());
        registration.arm(Interest.READ_ONLY);
        registration.arm(Interest.NONE);
        assertQuiet();
    }

    @Test
    @Clause("O6")
    void armingLevelReplacesTheInterest() throws Exception {
        beyondEvents();
        Pair pair = readable();
        Registration registration = openForRead(pair.near());
        awaitReady(registration);
        registration.arm(Interest.WRITE_ONLY);
        assertTrue(awaitReady(registration).writable());
        pair.near().fill();
        assertQuiet();
        registration.arm(Interest.READ_WRITE);
        assertTrue(awaitReady(registration).readable());
        registration.arm(Interest.NONE);
        assertQuiet();
    }

    @Test
    @Clause({"O6", "O13"})
    void armingLevelTakesEffectInAWaitingPoll() throws Exception {
        beyondEvents();
        Registration registration = openForRead(local().near());
        PollingThread polling = startPolling(FOREVER);
        registration.arm(Interest.WRITE_ONLY);
        assertEquals(List.of(registration), registrations(polling.events()));
    }

    @Test
    @Clause({"O6", "O13"})
    void disarmingLevelTakesEffectInAWaitingPoll() throws Exception {
        Pair pair = local();
        Registration registration = openForRead(pair.near());
        PollingThread polling = startPolling(FOREVER);
        registration.arm(Interest.NONE);
        pair.far().write(1);
        Threads.awaitPolling(polling.thread());
        assertFalse(polling.ended());
        registration.arm(Interest.READ_ONLY);
        assertEquals(List.of(registration), registrations(polling.events()));
    }

    @ParameterizedTest
    @Clause("O7")
    @EnumSource(names = {"LEVEL", "ONESHOT"})
    void nothingIsReportedToEmptyInterestNotEvenAHangUp(Trigger trigger) throws Exception {
        Pair pair = readable();
        Registration registration = open(pair.near(), Interest.NONE, trigger);
        assertWaitsWithoutSpinning();
        pair.far().close();
        assertWaitsWithoutSpinning();
        registration.arm(Interest.READ_ONLY);
        assertTrue(awaitReady(registration).readable());
    }

    @Test
    @Clause({"O4", "O7"})
    void aDisarmedOneShotStaysSilentAfterAHangUp() throws Exception {
        Pair pair = readable();
        Registration registration = open(pair.near(), Interest.READ_WRITE, Trigger.ONESHOT);
        awaitReady(registration);
        pair.far().close();
        assertWaitsWithoutSpinning();
        assertTrue(registration.isOpen());
    }

    @Test
    @Clause({"O4", "O7", "R4"})
    void aDisarmedOneShotStaysSilentAfterAReset() throws Exception {
        Pair pair = tcp();
        Registration registration = open(pair.near(), Interest.WRITE_ONLY, Trigger.ONESHOT);
        awaitReady(registration);
        pair.far().reset();
        assertWaitsWithoutSpinning();
        registration.arm(Interest.READ_ONLY);
        assertTrue(awaitReady(registration).readable());
    }

    private void assertWaitsWithoutSpinning() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long nanos = TimeUnit.MILLISECONDS.toNanos(100);
        long used = threads.getCurrentThreadCpuTime();
        assertEquals(List.of(), poll(nanos));
        long spent = threads.getCurrentThreadCpuTime() - used;
        assertTrue(spent < nanos / 2, () -> "nanoseconds of processor time: " + spent);
    }
}
