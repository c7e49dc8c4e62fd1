// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

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
import dev.poller.Trigger;
import dev.poller.spi.PollerOptions;
import dev.poller.tck.fault.FaultyLibc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What happens to the rest of a batch while its first events are handed over, and after. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "epoll is Linux's")
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class BatchTest {
    private static final ReadyHandler IGNORE = (registration, readiness) -> {};

    private final Kernel kernel = new Kernel();
    private final FaultyLibc libc = FaultyLibc.over(kernel.libc());
    private final Poller poller = open(new PollerOptions(8, 64));
    private final List<Object> reported = new ArrayList<>();

    private Poller open(PollerOptions options) {
        try {
            return EpollPoller.open(libc.libc(), options);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @AfterEach
    void close() throws IOException {
        poller.close();
        kernel.close();
    }

    @Test
    void whatAHandlersExceptionLeavesBehindComesNextAndOnce() throws IOException {
        ready(5, Trigger.EDGE);
        assertThrows(
                IllegalStateException.class,
                () -> poller.poll(-1, (registration, readiness) -> {
                    reported.add(registration.attachment());
                    if (reported.size() == 2) {
                        throw new IllegalStateException("handler");
                    }
                }));
        assertEquals(2, reported.size());
        assertEquals(3, poller.poll(-1, this::report));
        assertEquals(5, new HashSet<>(reported).size());
        assertEquals(0, poller.poll(0, this::report));
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
        assertEquals(0, poller.poll(-1, this::report));
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
        assertEquals(0, poller.poll(-1, this::report));
    }

    @Test
    void aRegistrationClosedByTheHandlerIsNotHandedOverInTheSameBatch() throws IOException {
        List<Registration> all = ready(4, Trigger.LEVEL);
        int handed = poller.poll(-1, (registration, readiness) -> {
            reported.add(registration.attachment());
            all.stream().filter(other -> !other.equals(registration)).forEach(BatchTest::close);
        });
        assertEquals(1, handed);
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
        assertEquals(1, poller.poll(0, this::report));
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
        assertEquals(3, poller.poll(0, this::report));
        assertEquals(3, new HashSet<>(reported).size());
        assertEquals(0, poller.poll(0, this::report));
    }

    @Test
    void aHandlerThatClosesThePollerEndsTheBatch() throws IOException {
        ready(4, Trigger.LEVEL);
        assertThrows(
                ClosedPollerException.class,
                () -> poller.poll(-1, (registration, readiness) -> {
                    reported.add(registration.attachment());
                    close(poller);
                }));
        assertEquals(1, reported.size());
        assertEquals(0, poller.registrations());
    }

    @Test
    void aHandlerThatPollsIsRefusedAndTheBatchGoesOnNextTime() throws IOException {
        ready(3, Trigger.EDGE);
        assertThrows(ConcurrentPollException.class, () -> poller.poll(-1, (registration, readiness) -> poll(0)));
        assertEquals(2, poller.poll(0, this::report));
    }

    @Test
    void aFullBatchGrowsTheNextOneUpToItsLimit() throws IOException {
        List<Integer> sizes = new ArrayList<>();
        libc.before("epollPwait2", arguments -> sizes.add((Integer) arguments[2]));
        libc.before("epollWait", arguments -> sizes.add((Integer) arguments[2]));
        ready(100, Trigger.LEVEL);
        for (int i = 0; i < 5; i++) {
            poller.poll(0, this::report);
        }
        assertEquals(List.of(9, 18, 36, 65, 65), sizes);
    }

    @Test
    void moreThanABatchIsHandedOverInTurn() throws IOException {
        ready(200, Trigger.LEVEL);
        for (int i = 0; i < 40 && new HashSet<>(reported).size() < 200; i++) {
            assertTrue(poller.poll(0, this::report) > 0);
        }
        assertEquals(200, new HashSet<>(reported).size());
    }

    @Test
    void aPendingBreakTakesNoRegistrationsPlace() throws IOException {
        try (Poller smallest = open(new PollerOptions(1, 1))) {
            int[] pipe = kernel.pipe();
            smallest.open(pipe[0], Interest.READ_ONLY, Trigger.EDGE, null);
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
            Registration registration = poller.open(pipe[0], Interest.NONE, trigger, trigger);
            kernel.close(pipe[1]);
            int before = libc.calls("epollPwait2") + libc.calls("epollWait");
            assertEquals(0, poller.poll(20_000_000, this::report));
            int waits = libc.calls("epollPwait2") + libc.calls("epollWait") - before;
            assertTrue(waits <= 3, () -> waits + " waits in 20 ms");
            if (trigger != Trigger.EDGE) {
                registration.arm(Interest.READ_ONLY);
                assertEquals(1, poller.poll(0, this::report));
            }
            registration.close();
        }
        assertFalse(reported.contains(Trigger.EDGE));
        assertEquals(Set.of(), Kernel.watched(poller));
    }

    private List<Registration> ready(int count, Trigger trigger) throws IOException {
        List<Registration> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int[] pipe = kernel.pipe();
            kernel.write(pipe[1]);
            all.add(poller.open(pipe[0], Interest.READ_ONLY, trigger, pipe[0]));
        }
        return all;
    }

    private void report(Registration registration, Readiness readiness) {
        assertTrue(readiness.readable());
        reported.add(registration.attachment());
    }

    private int poll(long nanos) {
        try {
            return poller.poll(nanos, IGNORE);
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
