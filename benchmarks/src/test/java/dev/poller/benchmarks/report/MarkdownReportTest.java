// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.poller.benchmarks.Sampled;
import dev.poller.benchmarks.run.BadCaseSample;
import dev.poller.benchmarks.run.IdleMemory;
import dev.poller.benchmarks.run.Omission;
import dev.poller.benchmarks.run.Results;
import dev.poller.benchmarks.run.SystemCallCount;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a reader gets. */
class MarkdownReportTest {
    private final Results results = new Results();
    private final Environment environment = new Environment(Map.of("cpu", "One"));

    @BeforeEach
    void threeRoundsOfTwo() {
        for (int round = 1; round <= 3; round++) {
            results.add(Sampled.sample("pinned-8", "poller-jna", round, 1000L * round));
            results.add(Sampled.sample("pinned-8", "go", round, 1000));
        }
        results.said("go", "version=go1");
        results.omit(new Omission("c-epoll", "pinned-8", "no compiler", false));
        results.omit(new Omission("c-epoll", "pinned-100", "no compiler", false));
        results.omit(new Omission("jdk-socket", "pinned-8", "it broke", true));
        results.add(new SystemCallCount("pinned-8", "go", 100, Map.of("read", 200L, "futex", 1L)));
        for (int round = 1; round <= 3; round++) {
            results.add(
                    new BadCaseSample("unread-hang-up", "poller-loop", round, Map.of("poll returns/s", 5.0 * round)));
        }
        results.add(Sampled.sample("flood-one", "go", 1, 1000));
        results.add(new IdleMemory("go", 1000, 1L << 20, (1L << 20) + 4_096_000, 0, 0));
    }

    private void contains(String part) {
        String document = new MarkdownReport(environment, results).document();
        assertTrue(document.contains(part), () -> "no '" + part + "' in:\n" + document);
    }

    @Test
    void itBeginsWithWhereItWasMeasured() {
        contains("# Results\n\n* cpu: One\n* go: version=go1\n");
    }

    @Test
    void ratiosAreOursDividedByThePeers() {
        contains("| shape | ours | requests/s | poller-jna | go |\n");
        contains("| pinned-8 | poller-jna | 2,000 |  | 2.00 |\n");
    }

    @Test
    void aShapeShowsMediansAndSpread() {
        contains("| poller-jna | 2,000 (1,000..3,000) | 1.00 | 0.500 | 500 (333..1,000) |");
    }

    @Test
    void whatWasNotMeasuredIsTold() {
        contains("* left out: c-epoll (pinned-8, pinned-100): no compiler\n");
        contains("* failed: jdk-socket (pinned-8): it broke\n");
    }

    @Test
    void targetsAreJudged() {
        contains("| pinned-8 | poller-jna | requests/s >= 1.10 x go | 2.00 | reached |\n");
        contains("| not measured |\n");
    }

    @Test
    void rareSystemCallsHaveNoColumn() {
        contains("| shape | contender | all | read |\n");
        contains("| pinned-8 | go | 2.01 | 2.00 |\n");
    }

    @Test
    void memoryIsPerConnection() {
        contains("| go | 1000 | 4.0 |  | 1 |\n");
    }

    @Test
    void aBadCaseHasATableOfItsFigures() {
        contains("## Bad case: unread-hang-up\n\n100 connections whose peers have closed them");
        contains("| contender | poll returns/s |\n|---|--:|\n| poller-loop | 10.0 (5.0..15.0) |\n");
    }

    @Test
    void pollReturnsAreJudged() {
        contains("| unread-hang-up | poller-loop | poll returns/s <= 20.00 | 10.00 | reached |\n");
        contains("| idle-connections | poller-ffm | poll returns/s <= 0.00 | - | not measured |\n");
    }

    @Test
    void fairnessIsShownForThoseWhoShareTheServerWithAFlood() {
        contains("| flood-one | go | 1,000 | 1,000 | 2,000 | 4,000 | 0.50 | 0.0 |\n");
    }

    @Test
    void theJsonHasEveryRound() throws IOException {
        Map<String, Object> document = JSON.std.mapFrom(JsonReport.document(environment, results));
        assertEquals(3, ((List<?>) document.getOrDefault("badCases", List.of())).size());
        assertEquals(7, ((List<?>) document.getOrDefault("samples", List.of())).size());
        assertEquals(Targets.ALL.size(), ((List<?>) document.getOrDefault("targets", List.of())).size());
    }
}
