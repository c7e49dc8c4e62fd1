// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.poller.benchmarks.run.ClientResults;
import dev.poller.benchmarks.run.ClientRows;
import dev.poller.benchmarks.run.ClientSample;
import dev.poller.benchmarks.run.Omission;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What client libraries do with and without Poller, as Markdown and as JSON. One thread. */
public final class ClientReport {
    /** What the others are compared with. */
    private static final String JDK = "jdk";

    private static final List<String> COLUMNS = List.of(
            "row",
            "contender",
            "requests/s (quartiles)",
            "x jdk",
            "p50 us",
            "p99 us",
            "p99.9 us",
            "CPU us/request",
            "switches/request",
            "RSS MiB",
            "server's CPU busy %");

    private final Environment environment;
    private final ClientResults results;

    /** Of these results. */
    public ClientReport(Environment environment, ClientResults results) {
        this.environment = environment;
        this.results = results;
    }

    /** The table, under a line about where it was measured. */
    public String markdown() {
        StringBuilder text = new StringBuilder("## Client libraries\n\n");
        text.append(environment.facts().entrySet().stream()
                .map(fact -> fact.getKey() + " " + fact.getValue())
                .collect(Collectors.joining("; ", "", ".\n\n")));
        text.append(Text.head(COLUMNS));
        results.samples().stream()
                .map(ClientSample::row)
                .distinct()
                .forEach(row -> contenders(row).forEach(contender -> text.append(row(row, contender))));
        return text.append('\n').append(timeouts()).append(omissions()).toString();
    }

    private List<String> contenders(String row) {
        List<String> measured = results.samples().stream()
                .filter(sample -> sample.row().equals(row))
                .map(ClientSample::contender)
                .toList();
        return ClientRows.contenders(row).stream().filter(measured::contains).toList();
    }

    private String row(String row, String contender) {
        List<Double> rates = values(row, contender, ClientSample::perSecond);
        Spread rate = Spread.of(rates);
        return Text.row(List.of(
                row,
                contender,
                Text.median(rate, 1, 0) + " " + Quartiles.of(rates).text(),
                Text.ratio(rate.ratioTo(rate(row, JDK))),
                Text.median(spread(row, contender, sample -> sample.figure("p50")), 1e3, 0),
                Text.median(spread(row, contender, sample -> sample.figure("p99")), 1e3, 0),
                Text.median(spread(row, contender, sample -> sample.figure("p999")), 1e3, 0),
                Text.median(spread(row, contender, ClientSample::cpuNanosPerRequest), 1e3, 2),
                Text.median(spread(row, contender, ClientSample::switchesPerRequest), 1, 3),
                Text.median(spread(row, contender, sample -> sample.figure("residentBytes")), 1 << 20, 0),
                Text.median(spread(row, contender, sample -> sample.figure("serverBusy")), 0.01, 0)));
    }

    private Spread rate(String row, String contender) {
        return spread(row, contender, ClientSample::perSecond);
    }

    private Spread spread(String row, String contender, ToDoubleFunction<ClientSample> figure) {
        return Spread.of(values(row, contender, figure));
    }

    private List<Double> values(String row, String contender, ToDoubleFunction<ClientSample> figure) {
        return results.samples().stream()
                .filter(sample -> sample.row().equals(row) && sample.contender().equals(contender))
                .map(figure::applyAsDouble)
                .toList();
    }

    /** What a contender pays for an SO_TIMEOUT, where it was measured with and without. */
    private String timeouts() {
        StringBuilder text = new StringBuilder();
        for (String row : ClientRows.names()) {
            for (String timed : contenders(row)) {
                if (timed.endsWith(ClientRows.WITH_TIMEOUT)) {
                    String without = timed.substring(0, timed.length() - ClientRows.WITH_TIMEOUT.length());
                    double ratio = rate(row, timed).ratioTo(rate(row, without));
                    text.append("SO_TIMEOUT on every read, ").append(row).append(", ");
                    text.append(without).append(": ").append(Text.ratio(ratio)).append(" x without.\n");
                }
            }
        }
        return text.isEmpty() ? "" : text.append('\n').toString();
    }

    /** The medians. */
    public FigureTable figures() {
        return new FigureTable(results.samples().stream()
                .map(ClientSample::row)
                .distinct()
                .flatMap(row -> contenders(row).stream().map(contender -> figures(row, contender)))
                .toList());
    }

    private FigureRow figures(String row, String contender) {
        return new FigureRow(
                environment.run(),
                row,
                contender,
                rate(row, contender).median(),
                spread(row, contender, sample -> sample.figure("p50")).median() / 1e3,
                spread(row, contender, sample -> sample.figure("p99")).median() / 1e3,
                spread(row, contender, sample -> sample.figure("p999")).median() / 1e3,
                spread(row, contender, ClientSample::cpuNanosPerRequest).median() / 1e3,
                Double.NaN,
                "");
    }

    private String omissions() {
        return results.omissions().stream()
                .map(omission -> "* " + omission.line() + "\n")
                .collect(Collectors.joining());
    }

    /** With every single round. */
    public String json() throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("environment", environment.facts());
        document.put(
                "omissions", results.omissions().stream().map(Omission::line).toList());
        document.put(
                "samples", results.samples().stream().map(ClientReport::sample).toList());
        return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(document) + "\n";
    }

    private static Map<String, Object> sample(ClientSample sample) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("row", sample.row());
        object.put("contender", sample.contender());
        object.put("round", sample.round());
        object.putAll(sample.figures());
        return object;
    }
}
