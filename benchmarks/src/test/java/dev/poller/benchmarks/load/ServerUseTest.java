// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What this process uses. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "there is no /proc")
final class ServerUseTest {
    private static final long SELF = ProcessHandle.current().pid();

    @Test
    void whoParksLeavesItsProcessor() throws IOException {
        ContextSwitches before = ContextSwitches.of(SELF);
        for (int i = 0; i < 100; i++) {
            LockSupport.parkNanos(1);
        }
        long switches = ContextSwitches.of(SELF).since(before);
        assertTrue(switches >= 100, () -> switches + " context switches");
    }

    @Test
    void whoHasEndedDoesNotCount() {
        ContextSwitches then = new ContextSwitches(Map.of("1", 10L, "2", 5_000_000L));
        assertEquals(5 + 3, new ContextSwitches(Map.of("1", 15L, "3", 3L)).since(then));
    }

    @Test
    void withoutAProcessThereIsNothing() throws IOException {
        assertEquals(0, ContextSwitches.of(0).since(ContextSwitches.of(0)));
        assertEquals(0, ServerUse.cpuNanos(0));
        assertEquals(0, ServerUse.residentBytes(0));
    }
}
