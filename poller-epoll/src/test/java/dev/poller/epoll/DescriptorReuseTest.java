// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.AlreadyRegisteredException;
import dev.poller.BadDescriptorException;
import dev.poller.Interest;
import dev.poller.Registration;
import dev.poller.Source;
import dev.poller.Trigger;
import dev.poller.tck.descriptor.DescriptorFixture;
import dev.poller.tck.descriptor.DescriptorSubject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What epoll does because it watches the file behind a descriptor; ReuseTests has what every kernel does. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "epoll is Linux's")
class DescriptorReuseTest extends DescriptorFixture {
    @Override
    protected DescriptorSubject subject() {
        return EpollSubject.EVENTFD;
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
        assertEquals(1, poll(0));
        assertEquals(List.of(registration), reported);
    }

    @Test
    void eventsOfADuplicateThatOutlivesItsRegistrationAreDroppedAndCounted() throws IOException {
        int[] pipe = kernel.pipe();
        Registration registration = poller.open(Source.of(pipe[0]), Interest.READ_ONLY, Trigger.EDGE, null);
        kernel.dup(pipe[0]);
        kernel.close(pipe[0]);
        registration.close();
        kernel.write(pipe[1]);
        assertEquals(0, poll(0));
        assertEquals(1, poller.staleEvents());
    }

    @Test
    void theSlotsNextTenantDoesNotGetThem() throws IOException {
        int[] pipe = kernel.pipe();
        Registration registration = poller.open(Source.of(pipe[0]), Interest.READ_ONLY, Trigger.EDGE, null);
        kernel.dup(pipe[0]);
        kernel.close(pipe[0]);
        registration.close();
        int[] other = kernel.pipe();
        level(other[0]);
        kernel.write(pipe[1]);
        assertEquals(0, poll(0));
        assertEquals(1, poller.staleEvents());
    }

    @Test
    void theKernelSaysWhatIsRegisteredAlready() throws IOException {
        int[] pipe = kernel.pipe();
        level(pipe[0]);
        AlreadyRegisteredException refused = assertThrows(AlreadyRegisteredException.class, () -> level(pipe[0]));
        assertEquals("epoll_ctl(ADD) on fd " + pipe[0] + ": EEXIST (17) File exists", refused.getMessage());
    }
}
