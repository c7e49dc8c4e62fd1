// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.Interest;
import dev.poller.Readiness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom an event concerns, and what keeps a one-shot registration armed. */
@Timeout(30)
class PollDescriptorTest {
    private final PollDescriptor descriptor = new PollDescriptor(false, true);
    private final PollDescriptor oneShot = new PollDescriptor(true, true);
    private final List<Set<Interest>> armed = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        Readiness.READABLE + ", true, false",
        Readiness.WRITABLE + ", false, true",
        Readiness.READ_CLOSED + ", true, false",
        Readiness.WRITE_CLOSED + ", false, true",
        Readiness.ERROR + ", true, true",
        Readiness.PRIORITY + ", true, false"
    })
    void eachBitIsForThoseItConcerns(int bits, boolean reader, boolean writer) {
        assertNull(descriptor.ready(Readiness.of(bits)));
        assertEquals(reader, descriptor.read.isWakeDue());
        assertEquals(writer, descriptor.write.isWakeDue());
    }

    @ParameterizedTest
    @CsvSource({
        Readiness.READABLE + ", true",
        Readiness.WRITABLE + ", true",
        Readiness.WRITE_CLOSED + ", true",
        Readiness.READ_CLOSED + ", false",
        Readiness.ERROR + ", false",
        Readiness.PRIORITY + ", false"
    })
    void whatEndsAReadEarlyMakesShortReadsSayNothing(int bits, boolean drains) {
        descriptor.ready(Readiness.of(bits));
        descriptor.read.took(1, 2);
        assertEquals(drains, descriptor.read.waitsFirst());
    }

    @Test
    void theSideWhoseWaiterWasWokenIsTold() throws Exception {
        Readiness both = Readiness.of(Readiness.READABLE | Readiness.WRITABLE);
        CompletableFuture<Void> writer = Waiting.at(descriptor.write);
        assertSame(descriptor.write, descriptor.ready(both));
        writer.get(30, TimeUnit.SECONDS);
        descriptor.read.forget();
        CompletableFuture<Void> reader = Waiting.at(descriptor.read);
        assertSame(descriptor.read, descriptor.ready(both));
        reader.get(30, TimeUnit.SECONDS);
    }

    @Test
    void aFailureWakesBothSides() throws Exception {
        CompletableFuture<Void> reader = Waiting.at(descriptor.read);
        CompletableFuture<Void> writer = Waiting.at(descriptor.write);
        descriptor.fail(new IOException("no more events"));
        assertTrue(failure(reader).contains("no more events"));
        assertTrue(failure(writer).contains("no more events"));
    }

    private static String failure(CompletableFuture<Void> waits) throws Exception {
        return waits.handle((done, failure) -> String.valueOf(failure)).get(30, TimeUnit.SECONDS);
    }

    @Test
    void eachWaitArmsForThoseWhoWait() throws IOException {
        arming();
        oneShot.arm(DescriptorLock.READ);
        oneShot.arm(DescriptorLock.WRITE);
        assertEquals(List.of(Interest.READ_ONLY, Interest.READ_WRITE), armed);
    }

    @Test
    void aWriterAloneIsArmedAlone() throws IOException {
        arming();
        oneShot.arm(DescriptorLock.WRITE);
        assertEquals(List.of(Interest.WRITE_ONLY), armed);
    }

    /** The event has disarmed both. */
    @Test
    void theOtherDirectionIsArmedAgain() throws IOException {
        arming();
        oneShot.arm(DescriptorLock.READ);
        oneShot.arm(DescriptorLock.WRITE);
        armed.clear();
        oneShot.ready(Readiness.of(Readiness.READABLE));
        oneShot.ready(Readiness.of(Readiness.WRITABLE));
        assertEquals(List.of(Interest.WRITE_ONLY), armed);
    }

    @Test
    void whatNobodyWaitsForIsNotArmedAgain() throws IOException {
        arming();
        oneShot.arm(DescriptorLock.WRITE);
        armed.clear();
        oneShot.ready(Readiness.of(Readiness.READABLE));
        assertEquals(List.of(Interest.WRITE_ONLY), armed);
        armed.clear();
        oneShot.ready(Readiness.of(Readiness.ERROR));
        assertEquals(List.of(), armed);
    }

    @Test
    void aThreadThatCannotBeArmedForDoesNotSleep() throws IOException {
        arming();
        oneShot.arm(DescriptorLock.READ);
        oneShot.arm(DescriptorLock.WRITE);
        oneShot.armBy(Registrations.arming(interest -> {
            throw new IOException("refused");
        }));
        oneShot.ready(Readiness.of(Readiness.READABLE));
        assertTrue(oneShot.read.isWakeDue());
        assertTrue(oneShot.write.isWakeDue());
    }

    @Test
    void beforeItIsRegisteredNothingIsArmed() throws IOException {
        oneShot.arm(DescriptorLock.READ);
        assertEquals(List.of(), armed);
    }

    @Test
    void whereTheKernelKeepsItArmedNothingIs() throws IOException {
        descriptor.armBy(Registrations.arming(armed::add));
        descriptor.arm(DescriptorLock.READ);
        descriptor.ready(Readiness.of(Readiness.READABLE));
        assertEquals(List.of(), armed);
    }

    /** Two threads that arm at once must not undo each other's. */
    @Test
    void armsLeaveTheLockFree() throws Exception {
        arming();
        oneShot.arm(DescriptorLock.READ);
        CompletableFuture.runAsync(() -> oneShot.ready(Readiness.of(Readiness.READABLE)))
                .get(30, TimeUnit.SECONDS);
        oneShot.arm(DescriptorLock.WRITE);
        assertEquals(List.of(Interest.READ_ONLY, Interest.WRITE_ONLY), armed);
    }

    @Test
    void byItselfItIsADescriptorWithoutANumber() {
        assertEquals("descriptor", descriptor.describe());
        assertEquals(-1, descriptor.number());
        assertEquals("Read", descriptor.operation(DescriptorLock.READ));
        assertEquals("Write", descriptor.operation(DescriptorLock.WRITE));
        assertFalse(descriptor.read.isClosed());
    }

    private void arming() {
        oneShot.armBy(Registrations.arming(armed::add));
    }
}
