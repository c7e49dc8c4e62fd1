// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.ClosedRegistrationException;
import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.Registration;
import dev.poller.Trigger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stopping to watch: at once, for good, and without a trace. */
abstract class ClosingRegistrationTests extends PollerFixture {
    private static final int OFTEN = 50;

    @ParameterizedTest
    @Clause("O14")
    @EnumSource(Trigger.class)
    void aClosedRegistrationIsNotReported(Trigger trigger) throws Exception {
        Registration registration = open(readable().near(), Interest.READ_WRITE, trigger);
        registration.close();
        assertFalse(registration.isOpen());
        assertQuiet();
    }

    @ParameterizedTest
    @Clause({"O13", "O14"})
    @EnumSource(Trigger.class)
    void aRegistrationClosedDuringAPollIsNotReportedByIt(Trigger trigger) throws Exception {
        Pair pair = local();
        Registration registration = open(pair.near(), Interest.READ_ONLY, trigger);
        PollingThread polling = startPolling(FOREVER);
        registration.close();
        pair.far().write(1);
        Threads.awaitPolling(polling.thread());
        assertFalse(polling.ended());
        poller.breakPoll();
        assertEquals(List.of(), polling.events());
    }

    @ParameterizedTest
    @Clause("O14")
    @EnumSource(Trigger.class)
    void aDescriptorNumberUsedAgainGetsNoStaleEvents(Trigger trigger) throws Exception {
        descriptors();
        Pair old = readable();
        Registration registration = open(old.near(), Interest.READ_WRITE, trigger);
        registration.close();
        old.near().close();
        Pair young = localNumbered(FdEndpoints.fd(old.near()));
        Registration successor = open(young.near(), Interest.READ_ONLY, trigger);
        assertQuiet();
        young.far().write(1);
        assertTrue(awaitReady(successor).readable());
    }

    @ParameterizedTest
    @Clause("O14")
    @EnumSource(Trigger.class)
    void aNumberUsedAgainInTheHandlerGetsNoEventOfTheSamePoll(Trigger trigger) throws Exception {
        descriptors();
        require(trigger.capability());
        List<Pair> pairs = List.of(readable(), readable());
        List<Registration> opened = new ArrayList<>();
        for (Pair pair : pairs) {
            opened.add(open(pair.near(), Interest.READ_ONLY, trigger));
        }
        List<Registration> successor = new ArrayList<>();
        int count = poller.poll(FOREVER, (registration, readiness) -> {
            int other = 1 - opened.indexOf(registration);
            successor.add(replace(opened.get(other), pairs.get(other), trigger));
            close(registration);
        });
        assertEquals(1, count);
        assertQuiet();
        assertTrue(successor.get(0).isOpen());
    }

    @ParameterizedTest
    @Clause("O14")
    @EnumSource(Trigger.class)
    void aDuplicateDoesNotKeepAClosedRegistrationAlive(Trigger trigger) throws Exception {
        FdEndpoints descriptors = descriptors();
        Pair pair = local();
        FdEndpoint duplicate = closing(descriptors.dup(pair.near()));
        Registration registration = open(pair.near(), Interest.READ_WRITE, trigger);
        registration.close();
        pair.near().close();
        pair.far().write(1);
        assertQuiet();
        assertTrue(awaitReady(openForRead(duplicate)).readable());
    }

    @Test
    @Clause("O14")
    void aDuplicateIsWatchedOnItsOwn() throws Exception {
        FdEndpoints descriptors = descriptors();
        Pair pair = local();
        FdEndpoint duplicate = closing(descriptors.dup(pair.near()));
        Registration first = openForRead(pair.near());
        Registration second = openForRead(duplicate);
        assertEquals(2, poller.registrations());
        first.close();
        pair.far().write(1);
        assertTrue(awaitReady(second).readable());
    }

    @ParameterizedTest
    @Clause("O15")
    @EnumSource(Trigger.class)
    void theEndpointStaysUsableAndCanBeOpenedAgainAtOnce(Trigger trigger) throws Exception {
        Pair pair = local();
        for (int i = 0; i < OFTEN; i++) {
            Registration registration = open(pair.near(), Interest.READ_ONLY, trigger);
            pair.far().write(1);
            assertTrue(awaitReady(registration).readable());
            registration.close();
            assertEquals(1, pair.near().read(1));
            assertEquals(1, pair.near().write(1));
        }
    }

    @ParameterizedTest
    @Clause({"O13", "O15"})
    @EnumSource(Trigger.class)
    void anEndpointCanBeClosedAndOpenedAgainWhileAPollWaits(Trigger trigger) throws Exception {
        Pair pair = local();
        PollingThread polling = startPolling(FOREVER);
        for (int i = 0; i < OFTEN; i++) {
            open(pair.near(), Interest.READ_ONLY, trigger).close();
        }
        Registration last = open(pair.near(), Interest.READ_ONLY, trigger);
        assertFalse(polling.ended());
        pair.far().write(1);
        assertEquals(List.of(last), registrations(polling.events()));
    }

    @Test
    @Clause("O15")
    void theEndpointOutlivesItsPoller() throws Exception {
        Pair pair = readable();
        openForRead(pair.near());
        poller.close();
        Poller other = newPoller();
        pair.near().open(other, Interest.READ_ONLY, Trigger.LEVEL, null);
        assertEquals(1, other.poll(FOREVER, (registration, readiness) -> {}));
        assertEquals(1, pair.near().drain());
    }

    @ParameterizedTest
    @Clause("O16")
    @EnumSource(Trigger.class)
    void aSecondCloseDoesNothingAndArmingIsRefused(Trigger trigger) throws Exception {
        Pair pair = local();
        Registration registration = open(pair.near(), Interest.READ_ONLY, trigger);
        registration.close();
        Registration successor = open(pair.near(), Interest.READ_ONLY, trigger);
        registration.close();
        assertThrows(ClosedRegistrationException.class, () -> registration.arm(Interest.READ_ONLY));
        assertTrue(successor.isOpen());
        pair.far().write(1);
        assertTrue(awaitReady(successor).readable());
    }

    @Test
    @Clause("O17")
    void thePeerSeesTheEndAsSoonAsTheEndpointIsClosed() throws Exception {
        Pair pair = tcp();
        openForRead(pair.near()).close();
        pair.near().close();
        Await.until("the peer reads the end", () -> pair.far().read(1) == -1);
    }

    @Test
    @Clause("O17")
    void thePeerSeesTheEndAlsoWhileAPollWaits() throws Exception {
        Pair pair = tcp();
        Registration registration = openForRead(pair.near());
        PollingThread polling = startPolling(FOREVER);
        registration.close();
        pair.near().close();
        Await.until("the peer reads the end", () -> pair.far().read(1) == -1);
        assertFalse(polling.ended());
    }

    @Test
    @Clause({"O17", "O19"})
    void aRegistrationClosedAfterItsEndpointLeavesNothingBehind() throws Exception {
        Pair pair = tcp();
        Registration registration = openForRead(pair.near());
        pair.near().close();
        registration.close();
        assertEquals(0, poller.registrations());
        Await.until("the peer reads the end", () -> pair.far().read(1) == -1);
        assertQuiet();
    }

    @Test
    @Clause("O19")
    void anEndpointClosedUnderItsRegistrationDisturbsNoOther() throws Exception {
        Pair forgotten = readable();
        Registration registration = openForRead(forgotten.near());
        Registration other = openForRead(readable().near());
        assertEquals(2, poll(FOREVER).size());
        forgotten.near().close();
        assertTrue(registrations(poll(FOREVER)).contains(other));
        registration.close();
        assertEquals(List.of(other), registrations(poll(FOREVER)));
        assertEquals(1, poller.registrations());
    }

    /** Closes one of two and opens another descriptor with its number. */
    private Registration replace(Registration registration, Pair pair, Trigger trigger) {
        try {
            registration.close();
            pair.near().close();
            return open(localNumbered(FdEndpoints.fd(pair.near())).near(), Interest.READ_ONLY, trigger);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void close(Registration registration) {
        try {
            registration.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
