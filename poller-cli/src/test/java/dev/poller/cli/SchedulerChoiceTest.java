// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What --scheduler auto says. */
final class SchedulerChoiceTest {
    @Test
    void itSaysWhatItHasChosenAndWhy() {
        CommandRun run = demo("--scheduler", "auto");
        assertEquals(0, run.status(), run::toString);
        assertEquals(1, run.errLines().size(), run::toString);
        assertTrue(run.errLines().get(0).startsWith("poller: scheduler jdk, because: "), run::toString);
    }

    @Test
    void nothingIsChosenForPlatformThreads() {
        CommandRun run = demo("--scheduler", "auto", "--threads", "platform");
        assertEquals(0, run.status(), run::toString);
        assertEquals(List.of(), run.errLines());
    }

    /** On nio, which has no carrier loops. */
    private static CommandRun demo(String... options) {
        List<String> all = new ArrayList<>(
                List.of("demo", "--provider", "nio", "--connections", "2", "--seconds", "1", "--no-compare"));
        all.addAll(List.of(options));
        return CommandRun.of(all.toArray(String[]::new));
    }
}
