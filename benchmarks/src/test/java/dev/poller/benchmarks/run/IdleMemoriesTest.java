// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What {@code jcmd GC.heap_info} prints. */
class IdleMemoriesTest {
    @Test
    void theSpacesOfTheHeapAreSummed() {
        assertEquals(3 * 1024, IdleMemories.used("""
                        4711:
                         def new generation   total 78656K, used 1K [0x00000000a0000000, 0x0000000)
                          eden space 69952K,   0% used [0x0, 0x0, 0x0)
                         tenured generation   total 174784K, used 2K [0x0, 0x0, 0x0)
                         Metaspace       used 3862K, committed 4032K, reserved 1114112K
                          class space    used 400K, committed 512K, reserved 1048576K
                        """));
    }

    @Test
    void soIsOneThatIsWhole() {
        assertEquals(
                8704 * 1024,
                IdleMemories.used(
                        " garbage-first heap   total reserved 2097152K, committed 262144K, used 8704K [0x0)"));
    }
}
