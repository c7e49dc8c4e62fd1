// SPDX-License-Identifier: Apache-2.0
package dev.poller.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A warning is said once; that it goes to a logger is NativeAccessIT's. */
@Isolated("takes the warnings of this JVM")
class WarningsTest {
    @Test
    void eachIsSaidOnce() {
        List<String> said = new ArrayList<>();
        Warnings.tell(said::add);
        try {
            Warnings.say("one of WarningsTest");
            Warnings.say("one of WarningsTest");
            Warnings.say("another of WarningsTest");
        } finally {
            Warnings.tell(Warnings::log);
        }
        assertEquals(List.of("one of WarningsTest", "another of WarningsTest"), said);
    }
}
