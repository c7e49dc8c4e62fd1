// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.poller.AlreadyRegisteredException;
import dev.poller.BadDescriptorException;
import dev.poller.Interest;
import dev.poller.Registration;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Numbers that come back, duplicates, strangers. */
abstract class ReuseTests extends DescriptorFixture {
    private static final int MANY_DESCRIPTORS = 1024;

    @Test
    void aClosedRegistrationIsForgottenByTheKernelThoughADuplicateLives() throws IOException {
        int[] pipe = kernel.pipe();
        Registration registration = level(pipe[0]);
        kernel.dup(pipe[0]);
        registration.close();
        kernel.close(pipe[0]);
        kernel.write(pipe[1]);
        assertEquals(0, poll(0));
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
        assertEquals(1, poll(0));
        assertEquals(List.of(registration), reported);

        forgotten.close();
        assertEquals(1, poll(0));
        assertEquals(Set.of(first[0]), Kernel.watched(poller));
        assertEquals(1, poller.registrations());
    }

    @Test
    void anArmOfAClosedDescriptorIsRefused() throws IOException {
        int[] pipe = kernel.pipe();
        Registration registration = level(pipe[0]);
        kernel.close(pipe[0]);
        assertThrows(BadDescriptorException.class, () -> registration.arm(Interest.READ_ONLY));
        assertEquals(0, poll(0));
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
    void whatIsRegisteredAlreadyIsRefusedUntilItIsClosed() throws IOException {
        int[] pipe = kernel.pipe();
        Registration registration = level(pipe[0]);
        assertThrows(AlreadyRegisteredException.class, () -> level(pipe[0]));
        kernel.write(pipe[1]);
        assertEquals(1, poll(0));
        assertEquals(List.of(registration), reported);
        registration.close();
        level(pipe[0]);
        assertEquals(1, poller.registrations());
    }

    @Test
    void aDuplicateIsARegistrationOfItsOwn() throws IOException {
        int[] pipe = kernel.pipe();
        int copy = kernel.dup(pipe[0]);
        level(pipe[0]);
        level(copy);
        kernel.write(pipe[1]);
        assertEquals(2, poll(0));
    }

    @Test
    void ownDescriptorsAreRefusedWithoutAskingTheKernel() {
        int refused = 0;
        for (int fd = 0; fd < MANY_DESCRIPTORS; fd++) {
            if (poller.isPollDescriptor(fd)) {
                int own = fd;
                assertThrows(IllegalArgumentException.class, () -> level(own));
                refused++;
            }
        }
        assertEquals(subject().ownDescriptors(), refused);
    }

    @Test
    void onlyTheRegisteredAreWatched() throws IOException {
        int[] one = kernel.pipe();
        int[] two = kernel.socketPair();
        level(one[0]);
        level(two[0]);
        assertEquals(Set.of(one[0], two[0]), Kernel.watched(poller));
    }
}
