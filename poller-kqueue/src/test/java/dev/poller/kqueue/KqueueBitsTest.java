// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.Interest;
import dev.poller.Readiness;
import dev.poller.Trigger;
import dev.poller.tck.fault.KqueueSystem;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The values are those of each system's sys/event.h, which ci/abi holds the tables to. */
class KqueueBitsTest {
    private static final int EV_ONESHOT = 0x10;
    private static final int EV_CLEAR = 0x20;
    private static final int EV_ERROR = 0x4000;
    private static final int EV_EOF = 0x8000;
    private static final int READ = -1;
    private static final int WRITE = -2;
    private static final int EXCEPT = -15;
    private static final int ECONNRESET = 54;

    private final KqueueBits bits = new KqueueBits(KqueueSystem.MACOS.abi());

    @ParameterizedTest
    @CsvSource({
        "MACOS, -1, -2",
        "FREEBSD, -1, -2",
        "OPENBSD, -1, -2",
        "NETBSD, 0, 1",
        "DRAGONFLY, -1, -2",
    })
    void eachDirectionHasTheFilterOfItsSystem(KqueueSystem system, int read, int write) {
        KqueueBits there = new KqueueBits(system.abi());
        assertEquals(read, there.filter(KqueueBits.READ));
        assertEquals(write, there.filter(KqueueBits.WRITE));
        assertEquals(0, there.note(KqueueBits.READ) | there.note(KqueueBits.WRITE));
        assertEquals(KqueueBits.READ, there.report(read, 0, 0));
        assertEquals(KqueueBits.WRITE, there.report(write, 0, 0));
    }

    @ParameterizedTest
    @CsvSource({"MACOS, -15, 2", "OPENBSD, -9, 4", "DRAGONFLY, -8, 2"})
    void urgentDataHaveAFilterAndANote(KqueueSystem system, int filter, int note) {
        KqueueBits there = new KqueueBits(system.abi());
        assertTrue(there.hasExcept());
        assertEquals(KqueueBits.EXCEPT, there.events(EnumSet.of(Interest.PRIORITY)));
        assertEquals(filter, there.filter(KqueueBits.EXCEPT));
        assertEquals(note, there.note(KqueueBits.EXCEPT));
    }

    @ParameterizedTest
    @EnumSource(names = {"FREEBSD", "NETBSD"})
    void whereThereIsNoSuchFilterPriorityIsRefused(KqueueSystem system) {
        KqueueBits there = new KqueueBits(system.abi());
        assertFalse(there.hasExcept());
        assertThrows(UnsupportedOperationException.class, () -> there.events(EnumSet.of(Interest.PRIORITY)));
    }

    @Test
    void theBlockingLayersRegistrationIsGos() {
        assertEquals(KqueueBits.READ | KqueueBits.WRITE, bits.events(Interest.READ_WRITE));
        assertEquals(EV_CLEAR, bits.flags(Trigger.EDGE));
    }

    @Test
    void emptyInterestIsNoFilter() {
        assertEquals(0, bits.events(Interest.NONE));
        for (int reported = 0; reported < 64; reported++) {
            assertEquals(0, KqueueBits.readiness(reported, 0));
        }
    }

    @Test
    void levelAndOneshotDifferInOneFlag() {
        assertEquals(0, bits.flags(Trigger.LEVEL));
        assertEquals(EV_ONESHOT, bits.flags(Trigger.ONESHOT));
    }

    @Test
    void everyBitIsToldToTheKernelOnce() {
        int all = 0;
        for (int i = 0; i < KqueueBits.filters(); i++) {
            assertEquals(0, all & KqueueBits.filterBit(i));
            all |= KqueueBits.filterBit(i);
        }
        assertEquals(bits.events(EnumSet.allOf(Interest.class)), all);
    }

    @ParameterizedTest
    @CsvSource({
        "READ, -1, 0x20, 0, READABLE",
        "READ, -1, 0x8000, 0, READABLE|READ_CLOSED",
        "READ, -1, 0x8000, 54, READABLE|READ_CLOSED|ERROR",
        "READ, -1, 0x4000, 0, READABLE|ERROR",
        "READ, -1, 0, 54, READABLE",
        "READ, -2, 0x8000, 0, NONE",
        "WRITE, -2, 0x20, 0, WRITABLE",
        "WRITE, -2, 0x8000, 0, WRITABLE|WRITE_CLOSED",
        "WRITE, -2, 0x8000, 54, WRITABLE|WRITE_CLOSED|ERROR",
        "WRITE, -1, 0, 0, NONE",
        "WRITE, -1, 0x8000, 0, WRITABLE|READ_CLOSED",
        "PRIORITY, -15, 0x20, 0, PRIORITY",
        "PRIORITY, -1, 0x8000, 0, NONE"
    })
    void oneDirectionIsReportedAsThatDirection(
            Interest interest, int filter, String flags, int fflags, String readiness) {
        int reported = bits.report(filter, Integer.decode(flags), fflags);
        assertEquals(readiness, ready(reported, bits.events(Set.of(interest))));
    }

    @Test
    void theEventsOfBothFiltersAreOneReadiness() {
        int reported = bits.report(READ, EV_EOF, ECONNRESET)
                | bits.report(WRITE, EV_EOF, ECONNRESET)
                | bits.report(EXCEPT, EV_CLEAR, 0);
        assertEquals(
                "READABLE|WRITABLE|READ_CLOSED|WRITE_CLOSED|ERROR|PRIORITY",
                ready(reported, bits.events(EnumSet.allOf(Interest.class))));
        assertEquals("READABLE|ERROR", ready(bits.report(READ, EV_ERROR, 0), bits.events(Interest.READ_WRITE)));
    }

    private static String ready(int reported, int asked) {
        return Readiness.of(KqueueBits.readiness(reported, asked)).toString();
    }
}
