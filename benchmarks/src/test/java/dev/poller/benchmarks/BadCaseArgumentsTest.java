// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.benchmarks.run.BadCases;
import dev.poller.benchmarks.run.Shapes;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which bad cases are asked for. */
class BadCaseArgumentsTest {
    private final Line line = new Line();
    private final CommandLine parser = new CommandLine(line);

    @Test
    void withoutTheOptionNoneAreAskedFor() {
        parser.parseArgs();
        assertFalse(line.badCases.asked());
        assertEquals(List.of(), line.badCases.cases(parser));
    }

    @Test
    void withoutANameItIsAll() {
        parser.parseArgs("--bad-cases", "--quick");
        assertTrue(line.badCases.asked() && line.quick);
        assertEquals(Shapes.BAD_CASES, line.badCases.shapes(parser));
        assertEquals(BadCases.NAMES, line.badCases.cases(parser));
    }

    @Test
    void namesSelectShapesAndOthers() {
        parser.parseArgs("--bad-cases", "ahead,bulk");
        assertEquals(List.of("ahead"), line.badCases.shapes(parser));
        assertEquals(BadCases.named("bulk"), line.badCases.cases(parser));
    }

    @Command
    private static final class Line {
        @Mixin
        private final BadCaseArguments badCases = new BadCaseArguments();

        @Option(names = "--quick")
        private boolean quick;
    }
}
