// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

import dev.poller.benchmarks.run.Contenders;
import dev.poller.benchmarks.run.Omission;
import dev.poller.benchmarks.run.Results;
import dev.poller.benchmarks.run.Shape;
import dev.poller.benchmarks.run.Shapes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The results as a Markdown document. One thread. */
public final class MarkdownReport {
    private final Environment environment;
    private final Results results;
    private final Summary summary;

    /** Of these results. */
    public MarkdownReport(Environment environment, Results results) {
        this.environment = environment;
        this.results = results;
        this.summary = new Summary(results.samples());
    }

    /** The whole document. */
    public String document() {
        StringBuilder text = new StringBuilder("# Results\n\n");
        environment
                .facts()
                .forEach((name, value) -> text.append("* ")
                        .append(name)
                        .append(": ")
                        .append(value)
                        .append('\n'));
        results.details().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> text.append("* ")
                        .append(entry.getKey())
                        .append(": ")
                        .append(entry.getValue())
                        .append('\n'));
        text.append('\n').append(brief());
        text.append(
                "## Shape by shape\n\nMedian (smallest..largest) of the rounds; latency as the load generator sees it.\n\n");
        summary.shapes().forEach(shape -> text.append(shape(shape)));
        return text.toString();
    }

    /** What a person wants to see at once: ratios, targets, and what is missing. */
    public String brief() {
        return ratios()
                + Tables.targets(results)
                + Tables.systemCalls(results)
                + Tables.idleMemory(results)
                + BadCaseTables.all(results, summary)
                + omissions();
    }

    private String ratios() {
        if (summary.shapes().isEmpty()) {
            return "";
        }
        List<String> peers = Contenders.names().stream()
                .filter(name -> summary.shapes().stream()
                        .anyMatch(shape -> summary.contenders(shape).contains(name)))
                .toList();
        StringBuilder text = new StringBuilder(
                "## Ratios\n\nRequests per second, ours divided by each peer's: above 1 ours is faster.\n\n");
        List<String> head = new ArrayList<>(List.of("shape", "ours", "requests/s"));
        head.addAll(peers);
        text.append(Text.head(head));
        for (String shape : summary.shapes()) {
            summary.contenders(shape).stream()
                    .filter(name -> name.startsWith("poller-"))
                    .forEach(ours -> text.append(ratioRow(shape, ours, peers)));
        }
        return text.append('\n').toString();
    }

    private String ratioRow(String shape, String ours, List<String> peers) {
        Spread mine = summary.spread(shape, ours, Metric.THROUGHPUT);
        List<String> cells = new ArrayList<>(List.of(shape, ours, Text.median(mine, 1, 0)));
        for (String peer : peers) {
            cells.add(
                    peer.equals(ours) ? "" : Text.ratio(mine.ratioTo(summary.spread(shape, peer, Metric.THROUGHPUT))));
        }
        return Text.row(cells);
    }

    /** One line for each contender and reason, however often it was met. */
    private String omissions() {
        if (results.omissions().isEmpty()) {
            return "";
        }
        Map<Omission, Set<String>> places = new LinkedHashMap<>();
        for (Omission omission : results.omissions()) {
            Omission anywhere = new Omission(omission.contender(), "", omission.reason(), omission.failed());
            places.computeIfAbsent(anywhere, first -> new LinkedHashSet<>()).add(omission.where());
        }
        StringBuilder text = new StringBuilder("## Not measured\n\n");
        places.forEach((omission, where) -> text.append("* ")
                .append(new Omission(
                                omission.contender(), String.join(", ", where), omission.reason(), omission.failed())
                        .line())
                .append('\n'));
        return text.append('\n').toString();
    }

    private String shape(String name) {
        StringBuilder text = new StringBuilder("### " + name + "\n\n");
        Shapes.find(name)
                .map(Shape::description)
                .ifPresent(words -> text.append(words).append("\n\n"));
        text.append(Text.head(List.of(
                "contender",
                "requests/s",
                "CPU us/request",
                "switches/request",
                "p50 us",
                "p99 us",
                "p99.9 us",
                "slowest/median connection",
                "RSS MiB")));
        for (String contender : summary.contenders(name)) {
            text.append(Text.row(List.of(
                    contender,
                    Text.spread(summary.spread(name, contender, Metric.THROUGHPUT), 1, 0),
                    Text.median(summary.spread(name, contender, Metric.CPU), 1e3, 2),
                    Text.median(summary.spread(name, contender, Metric.SWITCHES), 1, 3),
                    Text.spread(summary.spread(name, contender, Metric.P50), 1e3, 0),
                    Text.median(summary.spread(name, contender, Metric.P99), 1e3, 0),
                    Text.median(summary.spread(name, contender, Metric.P999), 1e3, 0),
                    Text.ratio(summary.spread(name, contender, Metric.FAIRNESS).median()),
                    Text.median(summary.spread(name, contender, Metric.RESIDENT), 1 << 20, 0))));
        }
        return text.append('\n').toString();
    }
}
