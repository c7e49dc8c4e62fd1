// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.ClosedPollerException;
import dev.poller.ConcurrentPollException;
import dev.poller.Interest;
import dev.poller.Registration;
import dev.poller.Trigger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a handler may do, and what happens when it throws. */
abstract class HandlerTests extends PollerFixture {
    private static final int SEVERAL = 4;

    @Test
    @Clause("P3")
    void aHandlerThatPollsIsRefused() throws Exception {
        Registration registration = openForRead(readable().near());
        List<Registration> seen = new ArrayList<>();
        int count = poller.poll(FOREVER, (ready, readiness) -> {
            assertThrows(ConcurrentPollException.class, () -> poll(0));
            seen.add(ready);
        });
        assertEquals(1, count);
        assertEquals(List.of(registration), seen);
    }

    @ParameterizedTest
    @Clause("P4")
    @EnumSource(Trigger.class)
    void whatAThrowingHandlerLeavesIsHandedOverByTheNextPoll(Trigger trigger) throws Exception {
        Set<Registration> opened = openSeveral(trigger);
        RuntimeException thrown = new IllegalStateException("from the handler");
        List<Registration> seen = new ArrayList<>();
        RuntimeException caught = assertThrows(
                RuntimeException.class,
                () -> poller.poll(FOREVER, (registration, readiness) -> {
                    seen.add(registration);
                    throw thrown;
                }));
        assertSame(thrown, caught);
        assertEquals(1, seen.size());
        seen.addAll(registrations(poll(FOREVER)));
        assertEquals(opened, new HashSet<>(seen));
    }

    @Test
    @Clause("P4")
    void aHandlerThatThrowsEveryTimeLosesNothing() throws Exception {
        Set<Registration> opened = openSeveral(Trigger.ONESHOT);
        Set<Registration> seen = new HashSet<>();
        for (int i = 0; i < SEVERAL; i++) {
            assertThrows(
                    IllegalStateException.class,
                    () -> poller.poll(FOREVER, (registration, readiness) -> {
                        seen.add(registration);
                        throw new IllegalStateException();
                    }));
        }
        assertEquals(opened, seen);
        assertQuiet();
    }

    @ParameterizedTest
    @Clause({"P4", "O14"})
    @EnumSource(Trigger.class)
    void whatIsClosedAfterTheHandlerThrewIsNotHandedOver(Trigger trigger) throws Exception {
        Set<Registration> opened = openSeveral(trigger);
        assertThrows(
                IllegalStateException.class,
                () -> poller.poll(FOREVER, (registration, readiness) -> {
                    throw new IllegalStateException();
                }));
        for (Registration registration : opened) {
            registration.close();
        }
        assertQuiet();
    }

    @ParameterizedTest
    @Clause("P5")
    @EnumSource(Trigger.class)
    void whatTheHandlerClosesIsNotHandedOverInTheSamePoll(Trigger trigger) throws Exception {
        Set<Registration> opened = openSeveral(trigger);
        int count = poller.poll(FOREVER, (registration, readiness) -> {
            for (Registration other : opened) {
                if (!other.equals(registration)) {
                    close(other);
                }
            }
        });
        assertEquals(1, count);
        assertEquals(1, poller.registrations());
    }

    @ParameterizedTest
    @Clause("P5")
    @EnumSource(Trigger.class)
    void theHandlerMayCloseItsOwnRegistration(Trigger trigger) throws Exception {
        openSeveral(trigger);
        assertEquals(SEVERAL, poller.poll(FOREVER, (registration, readiness) -> close(registration)));
        assertEquals(0, poller.registrations());
        assertQuiet();
    }

    @Test
    @Clause({"P5", "O5"})
    void aOneShotArmedByItsHandlerIsReportedByTheNextPoll() throws Exception {
        Registration registration = open(readable().near(), Interest.READ_ONLY, Trigger.ONESHOT);
        for (int i = 0; i < 3; i++) {
            assertEquals(1, poller.poll(FOREVER, (ready, readiness) -> arm(ready, Interest.READ_ONLY)));
        }
        assertTrue(awaitReady(registration).readable());
        assertQuiet();
    }

    @ParameterizedTest
    @Clause("P5")
    @EnumSource(Trigger.class)
    void whatTheHandlerOpensIsReportedByALaterPoll(Trigger trigger) throws Exception {
        require(trigger.capability());
        Registration first = openForRead(readable().near());
        Pair pair = readable();
        List<Registration> second = new ArrayList<>();
        poller.poll(FOREVER, (ready, readiness) -> second.add(openNow(pair.near(), trigger)));
        first.close();
        assertTrue(awaitReady(second.get(0)).readable());
    }

    @Test
    @Clause("P5")
    void aHandlerThatClosesTheLastOneCanOpenItsChannelAgain() throws Exception {
        Pair pair = readable();
        openForRead(pair.near());
        List<Registration> again = new ArrayList<>();
        poller.poll(FOREVER, (ready, readiness) -> {
            close(ready);
            again.add(openNow(pair.near(), Trigger.LEVEL));
        });
        assertEquals(1, again.size());
        assertTrue(awaitReady(again.get(0)).readable());
    }

    @Test
    @Clause("P5")
    void theHandlerMayBreakThePoll() throws Exception {
        Registration registration = openForRead(readable().near());
        assertEquals(1, poller.poll(FOREVER, (ready, readiness) -> poller.breakPoll()));
        awaitReady(registration, 1);
    }

    @Test
    @Clause({"P5", "C1"})
    void aHandlerThatClosesThePollerEndsThePoll() throws Exception {
        Set<Registration> opened = openSeveral(Trigger.LEVEL);
        List<Registration> seen = new ArrayList<>();
        assertThrows(
                ClosedPollerException.class,
                () -> poller.poll(FOREVER, (ready, readiness) -> {
                    seen.add(ready);
                    closePoller();
                }));
        assertEquals(1, seen.size());
        assertFalse(poller.isOpen());
        assertTrue(opened.stream().noneMatch(Registration::isOpen));
    }

    private Set<Registration> openSeveral(Trigger trigger) throws IOException {
        Set<Registration> opened = new HashSet<>();
        for (int i = 0; i < SEVERAL; i++) {
            opened.add(open(readable().near(), Interest.READ_ONLY, trigger));
        }
        return opened;
    }

    private Registration openNow(Endpoint endpoint, Trigger trigger) {
        try {
            return endpoint.open(poller, Interest.READ_ONLY, trigger, null);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void closePoller() {
        try {
            poller.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void arm(Registration registration, Set<Interest> interest) {
        try {
            registration.arm(interest);
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
