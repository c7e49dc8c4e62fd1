// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

import dev.poller.benchmarks.run.Contenders;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Each run of a table in Markdown, in few columns: what Poller makes of its peers. Any thread. */
public final class PeerTable {
    private static final List<String> OURS = List.of("poller-ffm", "poller-loop");
    private static final List<String> PEERS =
            Contenders.PEERS.stream().filter(name -> !OURS.contains(name)).toList();

    private PeerTable() {}

    /** The newest last, as they stand in the file. */
    public static String markdown(FigureTable table) {
        StringBuilder text = new StringBuilder();
        table.rows().stream().map(FigureRow::run).distinct().forEach(run -> text.append(of(run, table.of(run))));
        return text.toString();
    }

    private static String of(FigureRow.Run run, FigureTable table) {
        StringBuilder rows = new StringBuilder();
        for (String shape : table.shapes()) {
            OURS.stream()
                    .filter(ours -> !Double.isNaN(table.figure(shape, ours, Metric.THROUGHPUT)))
                    .forEach(ours -> rows.append(row(table, shape, ours)));
        }
        if (rows.isEmpty()) {
            return "";
        }
        List<String> head = new ArrayList<>(List.of("echo, requests/s", "of"));
        PEERS.forEach(peer -> head.add(Labels.contender(peer)));
        head.add("p99, ms");
        return run.oneLine() + "\n\n" + Text.head(head) + rows + "\n";
    }

    private static String row(FigureTable table, String shape, String ours) {
        double mine = table.figure(shape, ours, Metric.THROUGHPUT);
        double p99 = table.figure(shape, ours, Metric.P99);
        return Text.row(Stream.of(
                        Stream.of(Labels.shape(shape), Labels.contender(ours)),
                        PEERS.stream().map(peer -> ratio(mine / table.figure(shape, peer, Metric.THROUGHPUT))),
                        Stream.of(Double.isNaN(p99) ? "" : Text.brief(p99 / 1e3)))
                .flatMap(cells -> cells)
                .toList());
    }

    private static String ratio(double value) {
        return Double.isNaN(value) ? "" : Text.ratio(value);
    }
}
