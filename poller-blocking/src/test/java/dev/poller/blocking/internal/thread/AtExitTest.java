// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** As if the JVM ended. */
class AtExitTest {
    private final List<String> done = new ArrayList<>();
    private final AtExit<String> atExit = new AtExit<>("test-exit", done::add);

    @Test
    void itIsDoneWithWhatIsThere() {
        assertTrue(atExit.add("closed before"));
        atExit.remove("closed before");
        assertTrue(atExit.add("open"));
        assertTrue(atExit.add("open"), "a second time, which is no more");
        atExit.end();
        assertEquals(List.of("open"), done);
    }

    @Test
    void whoComesLaterIsTold() {
        assertTrue(atExit.add("open"));
        atExit.end();
        assertFalse(atExit.add("late"));
        atExit.remove("open");
        atExit.end();
        assertEquals(List.of("open"), done);
    }
}
