// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.poller.Interest;
import dev.poller.Readiness;
import dev.poller.Trigger;
import dev.poller.tck.descriptor.Kernel;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The values are those of linux/eventpoll.h, which ci/abi holds the table to. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "epoll is Linux's")
class EpollBitsTest {
    private static final int IN = 1;
    private static final int OUT = 4;
    private static final int ERR = 8;
    private static final int HUP = 0x10;
    private static final int RDHUP = 0x2000;
    private static final int ONESHOT = 1 << 30;
    private static final int ET = 1 << 31;

    private final EpollBits bits = new EpollBits(Kernel.load().abi());

    @Test
    void theBlockingLayersRegistrationIsGos() {
        assertEquals(IN | OUT | RDHUP | ET, bits.events(Interest.READ_WRITE, Trigger.EDGE));
    }

    @Test
    void emptyInterestIsNeverLevelTriggered() {
        for (Trigger trigger : Trigger.values()) {
            assertEquals(ET | ONESHOT, bits.events(Interest.NONE, trigger));
            assertEquals(0, bits.readiness(HUP | ERR, bits.events(Interest.NONE, trigger)));
        }
    }

    @Test
    void levelAndOneshotDifferInOneBit() {
        assertEquals(IN | RDHUP, bits.events(Interest.READ_ONLY, Trigger.LEVEL));
        assertEquals(IN | RDHUP | ONESHOT, bits.events(Interest.READ_ONLY, Trigger.ONESHOT));
        assertEquals(OUT | ONESHOT, bits.events(EnumSet.of(Interest.WRITE), Trigger.ONESHOT));
    }

    @ParameterizedTest
    @CsvSource({
        "READ, 0x1, READABLE",
        "READ, 0x2001, READABLE|READ_CLOSED",
        "READ, 0x10, READABLE|READ_CLOSED|WRITE_CLOSED",
        "READ, 0x8, READABLE|ERROR",
        "WRITE, 0x4, WRITABLE",
        "WRITE, 0x10, WRITABLE|READ_CLOSED|WRITE_CLOSED",
        "WRITE, 0x8, WRITABLE|ERROR",
        "PRIORITY, 0x2, PRIORITY",
        "PRIORITY, 0x10, READ_CLOSED|WRITE_CLOSED",
        "PRIORITY, 0x8, ERROR"
    })
    void oneDirectionIsReportedAsThatDirection(Interest interest, String reported, String readiness) {
        int asked = bits.events(Set.of(interest), Trigger.LEVEL);
        assertEquals(
                readiness,
                Readiness.of(bits.readiness(Integer.decode(reported), asked)).toString());
    }

    @Test
    void anErrorMakesBothDirectionsReady() {
        int asked = bits.events(Interest.READ_WRITE, Trigger.EDGE);
        assertEquals(
                "READABLE|WRITABLE|ERROR",
                Readiness.of(bits.readiness(ERR, asked)).toString());
    }
}
