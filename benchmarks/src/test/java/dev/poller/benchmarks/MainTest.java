// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.benchmarks.run.BadCases;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command line. */
class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.run(arguments, new PrintWriter(out), new PrintWriter(err));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--bogus",
                "--shapes=nope",
                "--contenders=nope",
                "--cpus=0",
                "--cpus=1,1000000",
                "--cpus=1 --shapes=pinned-1",
                "--rounds=0",
                "--seconds=x",
                "--warm-up=-1",
                "--bad-cases=nope",
                "--bad-cases bulk,nope",
                "--clients --rows=nope",
                "--clients --java=/nope",
                "--clients --threads=green",
                "--clients --rounds=0",
                "--draw results.csv --plots=nope",
                "what"
            })
    void whatIsNotUnderstoodIsAnsweredInOneLine(String line) {
        assertEquals(2, run(line.split(" ", -1)));
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertTrue(err.toString().contains("benchmarks/run --help"), err::toString);
    }

    @Test
    void shapesBadCasesContendersRowsAndPlotsAreListed() {
        assertEquals(0, run("--list"));
        assertTrue(out.toString().contains("pinned-100: server on CPU 0"), out::toString);
        assertTrue(out.toString().contains("bad cases: flood, ahead, storm,"), out::toString);
        assertTrue(out.toString().contains("netty-epoll"), out::toString);
        assertTrue(out.toString().contains("rows: jedis-1,"), out::toString);
        assertTrue(out.toString().contains("plots: overview,"), out::toString);
    }

    @Test
    void aWholeRunHasAllBadCasesAndNamedShapesHaveNone() {
        assertEquals(BadCases.NAMES, badCases());
        assertEquals(List.of(), badCases("--shapes", "pinned-8"));
        assertEquals(List.of("storm"), badCases("--shapes", "pinned-8", "--bad-cases", "storm"));
        assertEquals(List.of(), badCases("--quick"));
    }

    private static List<String> badCases(String... arguments) {
        Main main = new Main();
        new CommandLine(main).parseArgs(arguments);
        return main.settings().badCases();
    }

    @Test
    void resultsThatAreNotThereCannotBeDrawn() {
        assertEquals(1, run("--draw", "nowhere.csv"));
        assertTrue(err.toString().contains("nowhere.csv"), err::toString);
    }
}
