// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.ClosedPollerException;
import dev.poller.ConcurrentPollException;
import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.Readiness;
import dev.poller.ReadyHandler;
import dev.poller.Registration;
import dev.poller.Source;
import dev.poller.Trigger;
import dev.poller.spi.PollerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to the rest of a batch while its first events are handed over, and after. */
abstract class BatchTests extends DescriptorFixture {
    private static final ReadyHandler IGNORE = (registration, readiness) -> {};

    private final List<Object> handed = new ArrayList<>();

    @BeforeEach
    final void inSmallBatches() throws IOException {
        poller.close();
        poller = open(new PollerOptions(8, 64));
    }

    @Test
    void whatAHandlersExceptionLeavesBehindComesNextAndOnce() throws IOException {
        ready(5, Trigger.EDGE);
        assertThrows(
                IllegalStateException.class,
                () -> poller.poll(-1, (registration, readiness) -> {
                    handed.add(registration.attachment());
                    if (handed.size() == 2) {
                        throw new IllegalStateException("handler");
                    }
                }));
        assertEquals(2, handed.size());
        assertEquals(3, poller.poll(-1, this::hand));
        assertEquals(5, new HashSet<>(handed).size());
        assertEquals(0, poller.poll(0, this::hand));
    }

    @Test
    void aLeftoverWhoseRegistrationWasClosedIsDroppedAndThePollWaitsOn() throws IOException {
        List<Registration> all = ready(2, Trigger.EDGE);
        assertThrows(
                IllegalStateException.class,
                () -> poller.poll(-1, (registration, readiness) -> {
                    throw new IllegalStateException("handler");
                }));
        for (Registration registration : all) {
            registration.close();
        }
        poller.breakPoll();
        assertEquals(0, poller.poll(-1, this::hand));
        assertEquals(1, poller.staleEvents());
    }

    @Test
    void aBreakAmongTheLeftoversIsNotLost() throws IOException {
        ready(1, Trigger.EDGE);
        poller.breakPoll();
        assertThrows(
                IllegalStateException.class,
                () -> poller.poll(-1, (registration, readiness) -> {
                    throw new IllegalStateException("handler");
                }));
        // Whether the break came before the event in the batch or after it: nothing is ready now, and this returns.
        poller.breakPoll();
        assertEquals(0, poller.poll(-1, this::hand));
    }

    @Test
    void aRegistrationClosedByTheHandlerIsNotHandedOverInTheSameBatch() throws IOException {
        List<Registration> all = ready(4, Trigger.LEVEL);
        int count = poller.poll(-1, (registration, readiness) -> {
            handed.add(registration.attachment());
            all.stream().filter(other -> !other.equals(registration)).forEach(BatchTests::close);
        });
        assertEquals(1, count);
        assertEquals(3, poller.staleEvents());
        assertEquals(1, poller.registrations());
    }

    @Test
    void aRegistrationDisarmedByTheHandlerIsNotHandedOverInTheSameBatch() throws IOException {
        List<Registration> all = ready(4, Trigger.LEVEL);
        assertEquals(
                1,
                poller.poll(
                        -1,
                        (registration, readiness) -> all.stream()
                                .filter(other -> !other.equals(registration))
                                .forEach(other -> arm(other, Interest.NONE))));
        assertEquals(0, poller.staleEvents());
        assertEquals(1, poller.poll(0, this::hand));
    }

    @Test
    void anArmDuringTheBatchReportsOnceMoreNotTwice() throws IOException {
        List<Registration> all = ready(4, Trigger.ONESHOT);
        assertEquals(
                1,
                poller.poll(
                        -1,
                        (registration, readiness) -> all.stream()
                                .filter(other -> !other.equals(registration))
                                .forEach(other -> arm(other, Interest.READ_ONLY))));
        assertEquals(3, poller.poll(0, this::hand));
        assertEquals(3, new HashSet<>(handed).size());
        assertEquals(0, poller.poll(0, this::hand));
    }

    @Test
    void aHandlerThatClosesThePollerEndsTheBatch() throws IOException {
        ready(4, Trigger.LEVEL);
        assertThrows(
                ClosedPollerException.class,
                () -> poller.poll(-1, (registration, readiness) -> {
                    handed.add(registration.attachment());
                    close(poller);
                }));
        assertEquals(1, handed.size());
        assertEquals(0, poller.registrations());
    }

    @Test
    void aHandlerThatPollsIsRefusedAndTheBatchGoesOnNextTime() throws IOException {
        ready(3, Trigger.EDGE);
        assertThrows(ConcurrentPollException.class, () -> poller.poll(-1, (registration, readiness) -> pollAgain()));
        assertEquals(2, poller.poll(0, this::hand));
    }

    @Test
    void aFullBatchGrowsTheNextOneUpToItsLimit() throws IOException {
        List<Integer> sizes = new ArrayList<>();
        subject().beforeWaits(libc, sizes::add);
        ready(100, Trigger.LEVEL);
        for (int i = 0; i < 5; i++) {
            poller.poll(0, this::hand);
        }
        assertEquals(List.of(9, 18, 36, 65, 65), sizes);
    }

    @Test
    void moreThanABatchIsHandedOverInTurn() throws IOException {
        ready(200, Trigger.LEVEL);
        for (int i = 0; i < 40 && new HashSet<>(handed).size() < 200; i++) {
            assertTrue(poller.poll(0, this::hand) > 0);
        }
        assertEquals(200, new HashSet<>(handed).size());
    }

    @Test
    void aPendingBreakTakesNoRegistrationsPlace() throws IOException {
        try (Poller smallest = open(new PollerOptions(1, 1))) {
            int[] pipe = kernel.pipe();
            smallest.open(Source.of(pipe[0]), Interest.READ_ONLY, Trigger.EDGE, null);
            smallest.breakPoll();
            kernel.write(pipe[1]);
            assertEquals(1, smallest.poll(0, IGNORE));
            assertEquals(0, smallest.poll(-1, IGNORE));
        }
    }

    @Test
    void emptyInterestIsSilentAlsoAfterAHangUp() throws IOException {
        for (Trigger trigger : Trigger.values()) {
            int[] pipe = kernel.pipe();
            Registration registration = poller.open(Source.of(pipe[0]), Interest.NONE, trigger, trigger);
            kernel.close(pipe[1]);
            AtomicInteger waits = countWaits();
            assertEquals(0, poller.poll(20_000_000, this::hand));
            assertTrue(waits.get() <= 3, () -> waits + " waits in 20 ms");
            if (trigger != Trigger.EDGE) {
                registration.arm(Interest.READ_ONLY);
                assertEquals(1, poller.poll(0, this::hand));
            }
            registration.close();
        }
        assertFalse(handed.contains(Trigger.EDGE));
        assertEquals(Set.of(), Kernel.watched(poller));
    }

    private List<Registration> ready(int count, Trigger trigger) throws IOException {
        List<Registration> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int[] pipe = kernel.pipe();
            kernel.write(pipe[1]);
            all.add(poller.open(Source.of(pipe[0]), Interest.READ_ONLY, trigger, pipe[0]));
        }
        return all;
    }

    private void hand(Registration registration, Readiness readiness) {
        assertTrue(readiness.readable());
        handed.add(registration.attachment());
    }

    private void pollAgain() {
        try {
            poller.poll(0, IGNORE);
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

    private static void close(Poller poller) {
        try {
            poller.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
