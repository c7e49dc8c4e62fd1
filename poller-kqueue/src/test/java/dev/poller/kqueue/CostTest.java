// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.ReadyHandler;
import dev.poller.Registration;
import dev.poller.Source;
import dev.poller.Trigger;
import dev.poller.spi.PollerOptions;
import dev.poller.tck.descriptor.DescriptorFixture;
import dev.poller.tck.descriptor.DescriptorSubject;
import dev.poller.tck.fault.KqueueSystem;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * What a wait and an event cost: no change of what is watched, no memory. The stand-in allocates itself, so that what
 * it takes is measured apart; the contract's P6 measures a whole poll where a library has kqueue.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the stand-in needs epoll under it")
class CostTest extends DescriptorFixture {
    private static final int ROUNDS = 1_000;
    private static final int READY = 100;
    private static final int SMALLEST_OBJECT = 16;
    private static final PollerOptions OPTIONS = new PollerOptions(2 * READY, 2 * READY);

    private int reports;
    private final ReadyHandler count = (registration, readiness) -> reports++;

    @Override
    protected DescriptorSubject subject() {
        return new KqueueSubject(KqueueSystem.MACOS);
    }

    @Test
    void anEdgeTriggeredRegistrationCostsOneChangeForLifeAndOneAtItsEnd() throws IOException {
        AtomicInteger changes = new AtomicInteger();
        libc.before("kevent", arguments -> changes.addAndGet((int) arguments[2] > 0 ? 1 : 0));
        int[] pair = kernel.socketPair();
        Registration registration = poller.open(Source.of(pair[0]), Interest.READ_WRITE, Trigger.EDGE, null);
        for (int i = 0; i < 100; i++) {
            kernel.write(pair[1]);
            assertEquals(1, poller.poll(-1, count));
            assertEquals(1, kernel.read(pair[0]));
            registration.arm(Interest.READ_ONLY);
        }
        assertEquals(1, changes.get());
        registration.close();
        assertEquals(2, changes.get());
    }

    @Test
    void aPollAllocatesNothingPerEvent() throws IOException {
        long[] below = new long[1];
        try (Poller many = open(OPTIONS)) {
            readyIn(many);
            libc.before("kevent", arguments -> below[0] -= allocatedBytes());
            libc.after("kevent", arguments -> below[0] += allocatedBytes());
            long least = Long.MAX_VALUE;
            for (int i = 0; i < 10; i++) {
                below[0] = 0;
                long before = allocatedBytes();
                poll(many);
                least = Math.min(least, allocatedBytes() - before - below[0]);
            }
            assertEquals(10 * ROUNDS * READY, reports);
            // The decorator allocates a few objects a call; what is asked is whether any event costs one.
            long perPoll = least / ROUNDS;
            assertTrue(perPoll < READY * SMALLEST_OBJECT, () -> perPoll + " bytes for " + READY + " events");
        }
    }

    @Test
    void aBatchIsReadAndJoinedWithoutAllocation() throws IOException {
        try (Poller many = open(OPTIONS)) {
            readyIn(many);
            int kq = IntStream.range(0, 1024)
                    .filter(many::isPollDescriptor)
                    .findFirst()
                    .orElseThrow();
            KqueueEvents events = new KqueueEvents(executing, new KqueueBits(KqueueSystem.MACOS.abi()), OPTIONS);
            EventWait wait = new EventWait(executing, kq);
            assertEquals(READY, wait.await(events, 0));
            assertEquals(ROUNDS * READY, read(events));
            long before = allocatedBytes();
            assertEquals(ROUNDS * READY, read(events));
            long allocated = allocatedBytes() - before;
            // The measurement allocates a little itself; a single object per batch would be 16,000 bytes.
            assertTrue(allocated < ROUNDS, () -> allocated + " bytes in " + ROUNDS + " batches");
        }
    }

    /** How many of the events that are there are readable, in many rounds. */
    private static int read(KqueueEvents events) {
        int readable = 0;
        for (int i = 0; i < ROUNDS; i++) {
            if (events.address() == 0) {
                return -1;
            }
            events.filled(READY);
            while (events.advance()) {
                readable += events.cookie() >= 0 ? KqueueBits.readiness(events.bits(), KqueueBits.READ) : 0;
            }
        }
        return readable;
    }

    private void readyIn(Poller many) throws IOException {
        for (int i = 0; i < READY; i++) {
            int[] pipe = kernel.pipe();
            kernel.write(pipe[1]);
            many.open(Source.of(pipe[0]), Interest.READ_ONLY, Trigger.LEVEL, null);
        }
    }

    private void poll(Poller many) throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            many.poll(1_000_000_000L, count);
        }
    }
}
