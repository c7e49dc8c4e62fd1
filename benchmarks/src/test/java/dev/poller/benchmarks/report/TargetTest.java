// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.benchmarks.Sampled;
import dev.poller.benchmarks.report.Target.Bound;
import dev.poller.benchmarks.report.Verdict.Outcome;
import dev.poller.benchmarks.run.Contenders;
import dev.poller.benchmarks.run.Results;
import dev.poller.benchmarks.run.Shapes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether a target is reached. */
class TargetTest {
    private final Results results = new Results();

    private static Target throughput(double factor, String peer) {
        return new Target(
                List.of("poller-ffm", "poller-jna"), "s", Metric.THROUGHPUT, Bound.AT_LEAST, factor, peer, "s");
    }

    private Verdict judge(Target target) {
        return target.judge(Targets.figures(results));
    }

    @Test
    void aTargetIsReachedAtItsFactor() {
        results.add(Sampled.sample("s", "poller-ffm", 1, 135));
        results.add(Sampled.sample("s", "jdk-channel", 1, 100));
        assertEquals(Outcome.REACHED, judge(throughput(1.35, "jdk-channel")).outcome());
        assertEquals(Outcome.NOT_REACHED, judge(throughput(1.36, "jdk-channel")).outcome());
    }

    @Test
    void theMedianOfTheRoundsCounts() {
        for (int round = 1; round <= 3; round++) {
            results.add(Sampled.sample("s", "poller-ffm", round, 100L * round));
            results.add(Sampled.sample("s", "go", round, 100));
        }
        assertEquals(2, judge(throughput(1, "go")).value());
    }

    @Test
    void theFirstOfOursThatWasMeasuredCounts() {
        results.add(Sampled.sample("s", "poller-jna", 1, 100));
        results.add(Sampled.sample("s", "go", 1, 100));
        assertEquals("poller-jna", judge(throughput(1, "go")).contender());
    }

    @Test
    void withoutOursOrThePeerThereIsNoVerdict() {
        assertEquals(Outcome.NOT_MEASURED, judge(throughput(1, "go")).outcome());
        results.add(Sampled.sample("s", "poller-jna", 1, 100));
        assertEquals(Outcome.NOT_MEASURED, judge(throughput(1, "go")).outcome());
    }

    @Test
    void lessIsBetterForLatency() {
        results.add(Sampled.sample("s", "poller-ffm", 1, 200));
        results.add(Sampled.sample("s", "go", 1, 100));
        Target target = new Target(List.of("poller-ffm"), "s", Metric.P50, Bound.AT_MOST, 1, "go", "s");
        assertEquals(Outcome.REACHED, judge(target).outcome());
    }

    @Test
    void aContenderCanBeComparedWithItselfInAnotherShape() {
        results.add(Sampled.sample("alone", "poller-ffm", 1, 100));
        results.add(Sampled.sample("idle", "poller-ffm", 1, 94));
        Target target = new Target(
                List.of("poller-ffm"), "idle", Metric.THROUGHPUT, Bound.AT_LEAST, 0.95, Target.OURSELVES, "alone");
        assertEquals(Outcome.NOT_REACHED, judge(target).outcome());
        assertEquals("requests/s >= 0.95 x itself at alone", target.text());
    }

    @Test
    void withoutAPeerTheFactorIsTheLimit() {
        results.probed("doctor seconds", 0.4);
        Target target =
                new Target(List.of("poller"), "doctor seconds", Metric.PROBE, Bound.AT_MOST, 0.5, Target.NOBODY, "");
        assertEquals(Outcome.REACHED, judge(target).outcome());
    }

    @Test
    void everyTargetNamesShapesAndContendersThatExist() {
        for (Target target : Targets.ALL) {
            if (List.of(Metric.PROBE, Metric.IDLE_MEMORY, Metric.POLL_RETURNS).contains(target.metric())) {
                continue;
            }
            assertTrue(Shapes.find(target.shape()).isPresent(), target.shape());
            assertTrue(Shapes.find(target.peerShape()).isPresent(), target.peerShape());
            assertTrue(Contenders.names().containsAll(target.ours()), () -> String.valueOf(target.ours()));
            assertTrue(
                    target.peer().equals(Target.OURSELVES) || Contenders.names().contains(target.peer()));
        }
    }
}
