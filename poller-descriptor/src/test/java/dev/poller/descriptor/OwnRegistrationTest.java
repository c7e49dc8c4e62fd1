// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.AlreadyRegisteredException;
import dev.poller.Interest;
import dev.poller.ProcessEnd;
import dev.poller.Readiness;
import dev.poller.SignalCount;
import dev.poller.Trigger;
import dev.poller.UserEvent;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sources without a descriptor of the user's. */
class OwnRegistrationTest {
    private final FakeLibc fake = new FakeLibc();
    private final FakeKernel kernel = new FakeKernel();
    private final OwnDescriptors own = new OwnDescriptors(fake.libc());
    private final Lifetime lifetime = new Lifetime(own);
    private final Registrations registrations = new Registrations(lifetime, kernel);
    private final OwnRegistration.Ground ground = new OwnRegistration.Ground(fake.libc(), own, lifetime, registrations);

    private final UserEvent event = new UserEvent();
    private final ProcessEnd process = new ProcessEnd(17);

    @BeforeEach
    void forgetTheFirstCall() {
        fake.calls();
    }

    @Test
    void aUserEventIsTheReadEndOfAPipeAndNeverWritable() throws IOException {
        EventRegistration registration = open(Interest.READ_WRITE, Trigger.LEVEL);
        assertEquals(List.of("add 10: 1"), kernel.told());
        assertEquals(10, registration.fd());
        fake.calls();
        event.signal();
        event.clear();
        assertEquals(List.of("write(11, 2, 1)", "read(10, 3, 1)"), fake.calls());
    }

    @Test
    void anArmAsksForReadingAlone() throws IOException {
        EventRegistration registration = open(Interest.NONE, Trigger.ONESHOT);
        registration.arm(Interest.READ_WRITE);
        registration.arm(Interest.WRITE_ONLY);
        assertEquals(List.of("add 10: 0", "modify 10: 1 for 0", "modify 10: 0 for 1"), kernel.told());
    }

    @Test
    void whatTheProviderLacksIsRefusedThoughItIsNotAskedFor() {
        Set<Interest> priority = Set.of(Interest.READ, Interest.PRIORITY);
        assertThrows(UnsupportedOperationException.class, () -> open(priority, Trigger.LEVEL));
        assertEquals(List.of(), fake.calls());
    }

    @Test
    void aClosedUserEventGivesThePipeBackOnceAndWritesNoMore() throws IOException {
        EventRegistration registration = open(Interest.READ_ONLY, Trigger.LEVEL);
        fake.calls();
        registration.close();
        registration.close();
        event.signal();
        registration.signal();
        assertEquals(List.of("close(11)", "close(10)"), fake.calls().subList(0, 2));
        assertEquals(List.of("add 10: 1", "delete 10"), kernel.told());
        open(Interest.READ_ONLY, Trigger.LEVEL);
    }

    @Test
    void thePipeIsGivenBackAlsoIfTheDeletionIsRefused() throws IOException {
        EventRegistration registration = open(Interest.READ_ONLY, Trigger.LEVEL);
        fake.calls();
        kernel.refusal = new IOException("refused");
        assertThrows(IOException.class, registration::close);
        assertEquals(List.of("close(11)", "close(10)"), fake.calls());
    }

    @Test
    void aRefusedUserEventLeavesNothingBehind() throws IOException {
        kernel.refusal = new IOException("refused");
        assertThrows(IOException.class, () -> open(Interest.READ_ONLY, Trigger.LEVEL));
        assertEquals(List.of("close(11)", "close(10)"), fake.calls().subList(1, 3));
        event.signal();
        assertEquals(List.of(), fake.calls());
    }

    @Test
    void aUserEventIsWatchedOnce() throws IOException {
        open(Interest.READ_ONLY, Trigger.LEVEL);
        fake.calls();
        kernel.told();
        assertThrows(AlreadyRegisteredException.class, () -> open(Interest.READ_ONLY, Trigger.LEVEL));
        assertEquals(List.of("close(13)", "close(12)"), fake.calls().subList(1, 3));
        assertEquals(List.of(), kernel.told());
    }

    /** Its descriptors are closed, and their numbers may be another's. */
    @Test
    void ofAClosedPollerNothingIsWritten() throws IOException {
        EventRegistration registration = open(Interest.READ_ONLY, Trigger.LEVEL);
        endPoller();
        fake.calls();
        registration.signal();
        registration.clear();
        registration.close();
        assertEquals(List.of(), fake.calls());
    }

    /** Each holds the poller's descriptors only for as long as it takes. */
    @Test
    void signalsLeaveTheLifetime() throws IOException {
        EventRegistration registration = open(Interest.READ_ONLY, Trigger.LEVEL);
        registration.signal();
        registration.clear();
        fake.calls();
        endPoller();
        assertEquals(List.of("close(10)", "close(11)", "release"), fake.calls());
    }

    @Test
    void aKernelEventIsWatchedByItsDescriptor() throws IOException {
        KernelRegistration registration = watch(Trigger.LEVEL);
        assertEquals(List.of("open process 17", "add 77: 1"), kernel.told());
        assertEquals(Readiness.READABLE, registration.handedOver(Readiness.READABLE | Readiness.READ_CLOSED));
        assertEquals(List.of("tell"), kernel.told());
    }

    @Test
    void whatHasNothingToSayIsNotHandedOver() throws IOException {
        KernelRegistration registration = watch(Trigger.EDGE);
        kernel.tells = false;
        assertEquals(0, registration.handedOver(Readiness.READABLE));
        kernel.tells = true;
        assertEquals(Readiness.READABLE, registration.handedOver(Readiness.READABLE));
    }

    /** A pidfd is readable, and later hung up: that is one event. */
    @Test
    void theEndOfAProcessIsOneEdge() throws IOException {
        KernelRegistration registration = watch(Trigger.EDGE);
        assertEquals(Readiness.READABLE, registration.handedOver(Readiness.READABLE));
        assertEquals(0, registration.handedOver(Readiness.READ_CLOSED));
    }

    @Test
    void theEndOfAProcessIsALevelForEver() throws IOException {
        KernelRegistration registration = watch(Trigger.LEVEL);
        assertEquals(Readiness.READABLE, registration.handedOver(Readiness.READABLE));
        assertEquals(Readiness.READABLE, registration.handedOver(Readiness.READABLE));
    }

    @Test
    void whatHappensAgainIsHandedOverAgain() throws IOException {
        KernelRegistration registration =
                KernelRegistration.open(ground, kernel, new SignalCount(28), Interest.READ_ONLY, Trigger.EDGE, null);
        assertEquals(Readiness.READABLE, registration.handedOver(Readiness.READABLE));
        assertEquals(Readiness.READABLE, registration.handedOver(Readiness.READABLE));
    }

    @Test
    void aClosedKernelEventIsNotAskedAnyMore() throws IOException {
        KernelRegistration registration = watch(Trigger.LEVEL);
        kernel.told();
        registration.close();
        assertEquals(List.of("delete 77", "close"), kernel.told());
        assertEquals(0, registration.handedOver(Readiness.READABLE));
        assertEquals(List.of(), kernel.told());
        assertTrue(watch(Trigger.LEVEL).isOpen());
    }

    @Test
    void aKernelEventIsWatchedOnceAndTheSecondDescriptorIsClosed() throws IOException {
        watch(Trigger.LEVEL);
        kernel.told();
        assertThrows(AlreadyRegisteredException.class, () -> watch(Trigger.LEVEL));
        assertEquals(List.of("open process 17", "close"), kernel.told());
    }

    /** The descriptor's number may be another's once it is given back. */
    @Test
    void askingAndGivingBackLeaveTheLockFree() throws Exception {
        KernelRegistration registration = watch(Trigger.LEVEL);
        registration.handedOver(Readiness.READABLE);
        assertEquals(Readiness.READABLE, handedOverElsewhere(registration));
        registration.close();
        assertEquals(0, handedOverElsewhere(registration));
    }

    private static int handedOverElsewhere(KernelRegistration registration) throws Exception {
        return CompletableFuture.supplyAsync(() -> {
                    try {
                        return registration.handedOver(Readiness.READABLE);
                    } catch (IOException refused) {
                        throw new AssertionError(refused);
                    }
                })
                .get(30, TimeUnit.SECONDS);
    }

    @Test
    void afterThePollersCloseTheDescriptorIsNotClosedAgain() throws IOException {
        KernelRegistration registration = watch(Trigger.LEVEL);
        endPoller();
        kernel.told();
        registration.close();
        assertEquals(List.of(), kernel.told());
        assertFalse(registration.isOpen());
    }

    private EventRegistration open(Set<Interest> interest, Trigger trigger) throws IOException {
        return EventRegistration.open(ground, event, interest, trigger, null);
    }

    private KernelRegistration watch(Trigger trigger) throws IOException {
        return KernelRegistration.open(ground, kernel, process, Interest.READ_WRITE, trigger, null);
    }

    private void endPoller() throws IOException {
        assertTrue(lifetime.tryEnter());
        lifetime.end();
        lifetime.close();
    }
}
