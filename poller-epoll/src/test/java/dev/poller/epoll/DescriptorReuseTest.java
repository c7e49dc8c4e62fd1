// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.AlreadyRegisteredException;
import dev.poller.BadDescriptorException;
import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.Registration;
import dev.poller.Trigger;
import dev.poller.spi.PollerOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What only a poller of bare descriptors can get wrong: numbers that come back, duplicates, strangers. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "epoll is Linux's")
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class DescriptorReuseTest {
    private final Kernel kernel = new Kernel();
    private final List<Registration> reported = new ArrayList<>();
    private Poller poller;

    @BeforeEach
    void open() throws IOException {
        poller = EpollPoller.open(kernel.libc(), PollerOptions.DEFAULTS);
    }

    @AfterEach
    void close() throws IOException {
        poller.close();
        kernel.close();
    }

    @Test
    void aClosedRegistrationIsForgottenByTheKernelThoughADuplicateLives() throws IOException {
        int[] pipe = kernel.pipe();
        Registration registration = level(pipe[0]);
        kernel.dup(pipe[0]);
        registration.close();
        kernel.close(pipe[0]);
        kernel.write(pipe[1]);
        assertEquals(0, poll());
        assertEquals(0, poller.staleEvents());
        assertEquals(Set.of(), Kernel.watched(poller));
    }

    @Test
    void aNumberThatCameBackIsNotRefused() throws IOException {
        int[] first = kernel.pipe();
        Registration forgotten = level(first[0]);
        kernel.close(first[0]);
        int[] second = reusing(first[0]);
        Registration registration = level(first[0]);
        kernel.write(second[1]);
        assertEquals(1, poll());
        assertSame(registration, reported.get(0));

        forgotten.close();
        assertEquals(1, poll());
        assertEquals(Set.of(first[0]), Kernel.watched(poller));
        assertEquals(1, poller.registrations());
    }

    @Test
    void anArmNeverReachesTheStrangerWhoHasTheNumberNow() throws IOException {
        int[] first = kernel.pipe();
        Registration forgotten = level(first[0]);
        kernel.close(first[0]);
        assertThrows(BadDescriptorException.class, () -> forgotten.arm(Interest.READ_ONLY));
        int[] second = reusing(first[0]);
        assertThrows(BadDescriptorException.class, () -> forgotten.arm(Interest.READ_ONLY));
        Registration registration = level(first[0]);
        assertTrue(assertThrows(BadDescriptorException.class, () -> forgotten.arm(Interest.NONE))
                .toString()
                .contains("fd " + first[0]));
        kernel.write(second[1]);
        assertEquals(1, poll());
        assertSame(registration, reported.get(0));
    }

    @Test
    void eventsOfADuplicateThatOutlivesItsRegistrationAreDroppedAndCounted() throws IOException {
        int[] pipe = kernel.pipe();
        Registration registration = poller.open(pipe[0], Interest.READ_ONLY, Trigger.EDGE, null);
        kernel.dup(pipe[0]);
        kernel.close(pipe[0]);
        registration.close();
        kernel.write(pipe[1]);
        assertEquals(0, poll());
        assertEquals(1, poller.staleEvents());
    }

    @Test
    void theSlotsNextTenantDoesNotGetThem() throws IOException {
        int[] pipe = kernel.pipe();
        Registration registration = poller.open(pipe[0], Interest.READ_ONLY, Trigger.EDGE, null);
        kernel.dup(pipe[0]);
        kernel.close(pipe[0]);
        registration.close();
        int[] other = kernel.pipe();
        level(other[0]);
        kernel.write(pipe[1]);
        assertEquals(0, poll());
        assertEquals(1, poller.staleEvents());
    }

    @Test
    void aRegistrationClosesQuietlyWhateverBecameOfItsNumber() throws IOException {
        int[] pipe = kernel.pipe();
        Registration gone = level(pipe[0]);
        kernel.close(pipe[0]);
        gone.close();
        Registration taken = level(pipe[1]);
        kernel.close(pipe[1]);
        kernel.pipe();
        taken.close();
        assertEquals(0, poller.registrations());
    }

    @Test
    void theKernelSaysWhatIsRegisteredAlready() throws IOException {
        int[] pipe = kernel.pipe();
        Registration registration = level(pipe[0]);
        AlreadyRegisteredException refused = assertThrows(AlreadyRegisteredException.class, () -> level(pipe[0]));
        assertEquals("epoll_ctl(ADD) on fd " + pipe[0] + ": EEXIST (17) File exists", refused.getMessage());
        kernel.write(pipe[1]);
        assertEquals(1, poll());
        assertSame(registration, reported.get(0));
        registration.close();
        level(pipe[0]);
    }

    @Test
    void aDuplicateIsARegistrationOfItsOwn() throws IOException {
        int[] pipe = kernel.pipe();
        int copy = kernel.dup(pipe[0]);
        level(pipe[0]);
        level(copy);
        kernel.write(pipe[1]);
        assertEquals(2, poll());
    }

    @Test
    void ownDescriptorsAreRefusedWithoutAskingTheKernel() {
        int refused = 0;
        for (int fd = 0; fd < 1024; fd++) {
            if (poller.isPollDescriptor(fd)) {
                int own = fd;
                assertThrows(IllegalArgumentException.class, () -> level(own));
                refused++;
            }
        }
        assertEquals(2, refused);
    }

    @Test
    void onlyTheRegisteredAreWatched() throws IOException {
        int[] one = kernel.pipe();
        int[] two = kernel.socketPair();
        level(one[0]);
        level(two[0]);
        assertEquals(Set.of(one[0], two[0]), Kernel.watched(poller));
    }

    /** A pipe whose read end has a certain number: the lowest free ones are given first. */
    private int[] reusing(int fd) {
        int[] pipe = kernel.pipe();
        assertEquals(fd, pipe[0], "another thread of this process opened a descriptor meanwhile");
        return pipe;
    }

    private Registration level(int fd) throws IOException {
        return poller.open(fd, Interest.READ_ONLY, Trigger.LEVEL, null);
    }

    private int poll() throws IOException {
        reported.clear();
        return poller.poll(0, (registration, readiness) -> reported.add(registration));
    }
}
