// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.AlreadyRegisteredException;
import dev.poller.BadDescriptorException;
import dev.poller.ClosedRegistrationException;
import dev.poller.Interest;
import dev.poller.Trigger;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RegistrationsTest {
    private final FakeLibc fake = new FakeLibc();
    private final FakeKernel kernel = new FakeKernel();
    private final Lifetime lifetime = new Lifetime(new OwnDescriptors(fake.libc()));
    private final Registrations registrations = new Registrations(lifetime, kernel);

    @Test
    void theKernelIsToldAndTheRegistrationIsFound() throws IOException {
        DescriptorRegistration registration = open(5, Trigger.ONESHOT);
        assertEquals(List.of("add 5: 3"), kernel.told());
        assertSame(registration, registrations.find(registration.cookie()));
        assertEquals(1, registrations.size());
        assertTrue(registration.isOpen());
        assertEquals("here", registration.attachment());
        assertEquals("fd 5 ONESHOT", registration.toString());
    }

    /** Its first event may come before the call returns. */
    @Test
    void itCanBeFoundWhileTheKernelIsTold() throws IOException {
        List<Integer> sizes = new ArrayList<>();
        kernel.meanwhile = () -> sizes.add(registrations.size());
        open(5, Trigger.LEVEL);
        assertEquals(List.of(1), sizes);
    }

    @Test
    void aRefusedOneLeavesNothingBehind() throws IOException {
        kernel.refusal = new IOException("refused");
        assertThrows(IOException.class, () -> open(5, Trigger.LEVEL));
        assertEquals(0, registrations.size());
        assertEquals(List.of("add 5: 3"), kernel.told());
        kernel.refusesSecond = true;
        assertTrue(open(5, Trigger.LEVEL).isOpen());
    }

    @Test
    void aRefusedOneIsClosed() {
        DescriptorRegistration refused = new DescriptorRegistration(registrations, 5, 1, Trigger.LEVEL, null);
        kernel.refusal = new IOException("refused");
        assertThrows(IOException.class, () -> registrations.add(refused));
        assertFalse(refused.isOpen());
        assertNull(registrations.find(refused.cookie()));
    }

    @Test
    void aSecondOneOfANumberIsRefused() throws IOException {
        open(5, Trigger.LEVEL);
        kernel.told();
        assertThrows(AlreadyRegisteredException.class, () -> open(5, Trigger.LEVEL));
        assertEquals(List.of(), kernel.told());
        assertEquals(1, registrations.size());
    }

    @Test
    void aSecondOneIsTheKernelsToRefuseIfItTells() throws IOException {
        DescriptorRegistration first = open(5, Trigger.LEVEL);
        kernel.refusesSecond = false;
        assertNotSame(first, open(5, Trigger.LEVEL));
        assertEquals(2, registrations.size());
    }

    @Test
    void anArmIsToldWithANewCookie() throws IOException {
        DescriptorRegistration registration = open(5, Trigger.ONESHOT);
        long before = registration.cookie();
        kernel.told();
        registration.arm(Interest.READ_ONLY);
        assertEquals(List.of("modify 5: 1 for 3"), kernel.told());
        assertNull(registrations.find(before));
        assertSame(registration, registrations.find(registration.cookie()));
        assertEquals(FakeKernel.READ, registration.events());
    }

    @Test
    void aRefusedArmChangesNothing() throws IOException {
        DescriptorRegistration registration = open(5, Trigger.LEVEL);
        long before = registration.cookie();
        kernel.refusal = new IOException("refused");
        assertThrows(IOException.class, () -> registration.arm(Interest.NONE));
        assertEquals(before, registration.cookie());
        assertEquals(FakeKernel.READ | FakeKernel.WRITE, registration.events());
    }

    @Test
    void anEdgeIsNeverArmed() throws IOException {
        DescriptorRegistration registration = open(5, Trigger.EDGE);
        kernel.told();
        registration.arm(Interest.NONE);
        assertEquals(List.of(), kernel.told());
        registration.close();
        assertThrows(ClosedRegistrationException.class, () -> registration.arm(Interest.NONE));
    }

    @Test
    void aClosedOneIsNotArmed() throws IOException {
        DescriptorRegistration registration = open(5, Trigger.LEVEL);
        registration.close();
        kernel.told();
        assertThrows(ClosedRegistrationException.class, () -> registration.arm(Interest.READ_ONLY));
        assertEquals(List.of(), kernel.told());
    }

    @Test
    void ofAClosedPollerNoneIsArmed() throws IOException {
        DescriptorRegistration registration = open(5, Trigger.LEVEL);
        endPoller();
        assertThrows(ClosedRegistrationException.class, () -> registration.arm(Interest.READ_ONLY));
    }

    /** Its user has closed the descriptor without a word. */
    @Test
    void oneWhoseNumberHasGoneIsNotArmedAndNotDeleted() throws IOException {
        DescriptorRegistration first = open(5, Trigger.LEVEL);
        kernel.refusesSecond = false;
        open(5, Trigger.LEVEL);
        kernel.told();
        assertThrows(BadDescriptorException.class, () -> first.arm(Interest.READ_ONLY));
        first.close();
        assertEquals(List.of(), kernel.told());
        assertEquals(1, registrations.size());
    }

    @Test
    void aCloseIsToldOnce() throws IOException {
        DescriptorRegistration registration = open(5, Trigger.LEVEL);
        kernel.told();
        registration.close();
        registration.close();
        assertEquals(List.of("delete 5"), kernel.told());
        assertEquals(0, registrations.size());
        assertFalse(registration.isOpen());
    }

    @Test
    void aRefusedDeletionStillCloses() throws IOException {
        DescriptorRegistration registration = open(5, Trigger.LEVEL);
        kernel.refusal = new IOException("refused");
        assertThrows(IOException.class, registration::close);
        assertFalse(registration.isOpen());
        assertEquals(0, registrations.size());
    }

    @Test
    void aCloseAfterThePollersTellsNobody() throws IOException {
        DescriptorRegistration registration = open(5, Trigger.LEVEL);
        endPoller();
        kernel.told();
        assertFalse(registration.isOpen());
        assertEquals(0, registrations.size());
        registration.close();
        assertEquals(List.of(), kernel.told());
    }

    /** Each holds the poller's descriptors only for as long as it takes. */
    @Test
    void armAndCloseLeaveTheLifetime() throws IOException {
        DescriptorRegistration registration = open(5, Trigger.LEVEL);
        fake.calls();
        registration.arm(Interest.READ_ONLY);
        registration.close();
        endPoller();
        assertEquals(List.of("release"), fake.calls());
    }

    /** Changes are made one at a time. */
    @Test
    void whatIsDoneLeavesTheLockFree() throws Exception {
        DescriptorRegistration registration = open(5, Trigger.LEVEL);
        registration.arm(Interest.READ_ONLY);
        elsewhere(() -> registration.arm(Interest.READ_WRITE));
        registration.close();
        registration.close();
        elsewhere(() -> open(6, Trigger.LEVEL).close());
    }

    /** While the kernel is told of one change, no other is made. */
    @Test
    void whatIsBeingDoneKeepsTheLock() throws Exception {
        DescriptorRegistration registration = open(5, Trigger.LEVEL);
        List<Thread> others = new ArrayList<>();
        kernel.meanwhile = () -> {
            kernel.meanwhile = () -> {};
            others.add(blocked(registration::close));
        };
        registration.arm(Interest.READ_ONLY);
        kernel.meanwhile = () -> {
            kernel.meanwhile = () -> {};
            others.add(blocked(() -> open(7, Trigger.LEVEL)));
        };
        open(6, Trigger.LEVEL);
        for (Thread other : others) {
            other.join();
        }
        assertFalse(registration.isOpen());
        assertEquals(2, registrations.size());
    }

    private static Thread blocked(OwnRegistration.Step step) {
        Thread thread = new Thread(() -> {
            try {
                step.run();
            } catch (IOException refused) {
                throw new AssertionError(refused);
            }
        });
        thread.start();
        while (thread.getState() != Thread.State.WAITING) {
            assertTrue(thread.isAlive(), "nothing kept it from going on");
            Thread.onSpinWait();
        }
        return thread;
    }

    private static void elsewhere(OwnRegistration.Step step) throws Exception {
        CompletableFuture.runAsync(() -> {
                    try {
                        step.run();
                    } catch (IOException refused) {
                        throw new AssertionError(refused);
                    }
                })
                .get(30, TimeUnit.SECONDS);
    }

    @Test
    void anEventIsSpentOnceUnderACookie() throws IOException {
        DescriptorRegistration registration = open(5, Trigger.ONESHOT);
        assertTrue(registration.spend(registration.cookie()));
        assertFalse(registration.spend(registration.cookie()));
        registration.arm(Interest.READ_ONLY);
        assertTrue(registration.spend(registration.cookie()));
    }

    @Test
    void byItselfAnEventIsHandedOverAsItIs() throws IOException {
        assertEquals(5, open(5, Trigger.LEVEL).handedOver(5));
    }

    private DescriptorRegistration open(int fd, Trigger trigger) throws IOException {
        return registrations.open(fd, Interest.READ_WRITE, trigger, "here");
    }

    private void endPoller() throws IOException {
        assertTrue(lifetime.tryEnter());
        lifetime.end();
        lifetime.close();
    }
}
