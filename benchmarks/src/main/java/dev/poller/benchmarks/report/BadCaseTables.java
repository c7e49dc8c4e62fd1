// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

import dev.poller.benchmarks.run.BadCaseSample;
import dev.poller.benchmarks.run.Results;
import dev.poller.benchmarks.run.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The tables of the bad cases. Empty if there is nothing in them. */
final class BadCaseTables {
    private static final String MIXED =
            "latencies are from the send, and max has those in it that still wait at the end."
                    + " Most/least: the echoed bytes of the fastest stream and the slowest. Starved: how many of the 20 had no"
                    + " answer at all. Server on CPU 0.";

    /** What each case is, for a reader of the table. */
    private static final Map<String, String> WORDS = Map.of(
            "storm",
            "All connect at once, send 64 B and wait for the echo; time from the first connect. Server on CPU 0. Sent again:"
                    + " connections of which a packet was lost, which on one machine means a full backlog.",
            "burst",
            "100 connections ask at once, 500 times in a row (steady), then once more after a silence (burst); all latencies,"
                    + " from the send. Server on CPU 0.",
            "trickle",
            "100 connections, messages at random moments, so many a second; p50, p99 from the send, and the server's CPU"
                    + " time. Server on CPU 0.",
            "elsewhere",
            "1,000 connections ask and wait, and a thread of the platform starts a virtual one every 5 ms: how long that waits"
                    + " to run, at least, if it has not run at the end. Server on CPU 0.",
            "idle-connections",
            "100 connections, each answered once and now silent. Poll returns by strace, CPU time and wakes without it.",
            "unread-hang-up",
            "100 connections whose peers have closed them, one with a reset, and which the server never reads.",
            "bulk-8-light-20",
            "8 connections stream, and 20 ask with 64 B and wait; " + MIXED,
            "bulk-300-light-20",
            "300 connections stream, and 20 ask with 64 B and wait; " + MIXED);

    private BadCaseTables() {}

    static String all(Results results, Summary summary) {
        StringBuilder text = new StringBuilder(fairness(summary));
        results.badCases().stream()
                .map(BadCaseSample::badCase)
                .distinct()
                .forEach(name -> text.append(table(name, results)));
        return text.toString();
    }

    private static String fairness(Summary summary) {
        List<String> shapes = summary.shapes().stream()
                .filter(name -> Shapes.BAD_CASES.stream()
                        .flatMap(group -> Shapes.named(group).stream())
                        .anyMatch(shape -> shape.name().equals(name)))
                .toList();
        if (shapes.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("## Fairness\n\n100 connections ask and wait; with -one, one more sends"
                + " without waiting. In ahead-... the server reads at most 64 B at a time, so the handler of that one"
                + " never has to wait.\n\n");
        text.append(Text.head(List.of(
                "shape",
                "contender",
                "requests/s",
                "p50 us",
                "p99 us",
                "max us",
                "slowest/median connection",
                "flood MiB/s")));
        for (String shape : shapes) {
            summary.contenders(shape)
                    .forEach(contender -> text.append(Text.row(List.of(
                            shape,
                            contender,
                            Text.spread(summary.spread(shape, contender, Metric.THROUGHPUT), 1, 0),
                            Text.spread(summary.spread(shape, contender, Metric.P50), 1e3, 0),
                            Text.spread(summary.spread(shape, contender, Metric.P99), 1e3, 0),
                            Text.spread(summary.spread(shape, contender, Metric.MAX), 1e3, 0),
                            Text.spread(summary.spread(shape, contender, Metric.FAIRNESS), 1, 2),
                            Text.spread(summary.spread(shape, contender, Metric.FLOOD), 1 << 20, 1)))));
        }
        return text.append('\n').toString();
    }

    private static String table(String name, Results results) {
        List<BadCaseSample> samples = results.badCases().stream()
                .filter(sample -> sample.badCase().equals(name))
                .toList();
        List<String> figures = List.copyOf(samples.get(0).figures().keySet());
        StringBuilder text = new StringBuilder("## Bad case: " + name + "\n\n");
        text.append(WORDS.getOrDefault(name, "")).append("\n\n");
        List<String> head = new ArrayList<>(List.of("contender"));
        head.addAll(figures);
        text.append(Text.head(head));
        samples.stream().map(BadCaseSample::contender).distinct().forEach(contender -> {
            List<String> cells = new ArrayList<>(List.of(contender));
            figures.forEach(figure -> cells.add(Text.spread(results.badCase(name, contender, figure), 1, 1)));
            text.append(Text.row(cells));
        });
        return text.append('\n').toString();
    }
}
