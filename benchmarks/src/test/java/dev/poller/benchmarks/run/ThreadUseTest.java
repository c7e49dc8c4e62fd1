// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The arithmetic of what threads have used. */
class ThreadUseTest {
    @Test
    void onlyVoluntarySwitchesAreSleeps() {
        assertEquals(
                41,
                ThreadUse.sleeps(
                        List.of("Name:\tjava", "voluntary_ctxt_switches:\t41", "nonvoluntary_ctxt_switches:\t7")));
    }

    @Test
    void figuresArePerSecond() {
        ThreadUse before = new ThreadUse(0, 1_000_000, 100);
        ThreadUse after = new ThreadUse(2_000_000_000L, 5_000_000, 140);
        assertEquals(Map.of("CPU us/s", 2000.0, "wakes of threads/s", 20.0), after.perSecondSince(before));
    }
}
