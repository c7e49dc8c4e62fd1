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
        assertEquals(1, choices(run).size(), run::toString);
        assertTrue(choices(run).get(0).startsWith("poller: scheduler jdk, because: "), run::toString);
    }

    @Test
    void nothingIsChosenForPlatformThreads() {
        CommandRun run = demo("--scheduler", "auto", "--threads", "platform");
        assertEquals(0, run.status(), run::toString);
        assertEquals(List.of(), choices(run));
    }

    private static List<String> choices(CommandRun run) {
        return run.errLines().stream()
                .filter(line -> line.startsWith("poller: scheduler "))
                .toList();
    }

    /** On nio, which has no carrier loops. */
    private static CommandRun demo(String... options) {
        List<String> all = new ArrayList<>(
                List.of("demo", "--provider", "nio", "--connections", "2", "--seconds", "1", "--no-compare"));
        all.addAll(List.of(options));
        return CommandRun.of(all.toArray(String[]::new));
    }
}
