// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

import dev.poller.benchmarks.report.FigureRow.Run;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Figures of any number of runs, as a CSV file has them: a line each, and the lines of another run can be appended.
 * Immutable.
 *
 * @param rows in the order of the file
 */
public record FigureTable(List<FigureRow> rows) {
    /** The first line of a file, which says the units. */
    static final String HEAD =
            "date,commit,machine,jdk,shape,contender,requests_per_s,p50_us,p99_us,p999_us,cpu_us_per_request,times,times_of";

    /** Copies the rows. */
    public FigureTable {
        rows = List.copyOf(rows);
    }

    /** The medians of a run. */
    public static FigureTable of(Environment environment, Summary summary) {
        List<FigureRow> rows = new ArrayList<>();
        for (String shape : summary.shapes()) {
            for (String contender : summary.contenders(shape)) {
                rows.add(new FigureRow(
                        environment.run(),
                        shape,
                        contender,
                        summary.spread(shape, contender, Metric.THROUGHPUT).median(),
                        summary.spread(shape, contender, Metric.P50).median() / 1e3,
                        summary.spread(shape, contender, Metric.P99).median() / 1e3,
                        summary.spread(shape, contender, Metric.P999).median() / 1e3,
                        summary.spread(shape, contender, Metric.CPU).median() / 1e3,
                        Double.NaN,
                        ""));
            }
        }
        return new FigureTable(rows);
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read, or is no such file; the message names the line
     */
    public static FigureTable read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.get(0).equals(HEAD)) {
            throw new IOException(file + ":1: not the head of a file of results, which is " + HEAD);
        }
        List<FigureRow> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            try {
                rows.add(row(lines.get(i)));
            } catch (IllegalArgumentException malformed) {
                throw new IOException(file + ":" + (i + 1) + ": " + malformed.getMessage(), malformed);
            }
        }
        return new FigureTable(rows);
    }

    private static FigureRow row(String line) {
        String[] cells = line.split(",", -1);
        int columns = HEAD.split(",", -1).length;
        if (cells.length != columns) {
            throw new IllegalArgumentException(columns + " columns are wanted, and these are " + cells.length);
        }
        return new FigureRow(
                new Run(cells[0], cells[1], cells[2], cells[3]),
                cells[4],
                cells[5],
                number(cells[6]),
                number(cells[7]),
                number(cells[8]),
                number(cells[9]),
                number(cells[10]),
                number(cells[11]),
                cells[12]);
    }

    private static double number(String cell) {
        if (cell.isEmpty()) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException("not a number: " + cell, malformed);
        }
    }

    /** As a file, with its first line. */
    public String csv() {
        return rows.stream().map(FigureTable::line).collect(Collectors.joining("", HEAD + "\n", ""));
    }

    private static String line(FigureRow row) {
        Run run = row.run();
        return String.join(
                        ",",
                        run.date(),
                        run.commit(),
                        run.machine(),
                        run.jdk(),
                        row.shape(),
                        row.contender(),
                        cell(row.rate(), 0),
                        cell(row.p50(), 1),
                        cell(row.p99(), 1),
                        cell(row.p999(), 1),
                        cell(row.cpu(), 2),
                        cell(row.times(), 2),
                        row.base())
                + "\n";
    }

    private static String cell(double value, int decimals) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value)
                        .setScale(decimals, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                : "";
    }

    /** What was measured of a commit; all if the beginning of its name is empty. */
    public FigureTable ofCommit(String beginning) {
        return new FigureTable(rows.stream()
                .filter(row -> row.run().commit().startsWith(beginning))
                .toList());
    }

    /** The run that has most of the rows wanted; the newest, if several have as many. */
    Optional<Run> runWithMost(ToLongFunction<List<FigureRow>> wanted) {
        return rows.stream().collect(Collectors.groupingBy(FigureRow::run)).entrySet().stream()
                .filter(entry -> wanted.applyAsLong(entry.getValue()) > 0)
                .max(Comparator.comparingLong(
                                (Map.Entry<Run, List<FigureRow>> entry) -> wanted.applyAsLong(entry.getValue()))
                        .thenComparing(entry -> entry.getKey().date()))
                .map(Map.Entry::getKey);
    }

    /** Of one run. */
    FigureTable of(Run run) {
        return new FigureTable(
                rows.stream().filter(row -> row.run().equals(run)).toList());
    }

    /** A figure of a table of one run; NaN if it was not measured. */
    double figure(String shape, String contender, Metric metric) {
        return rows.stream()
                .filter(row -> row.shape().equals(shape) && row.contender().equals(contender))
                .mapToDouble(row -> row.of(metric))
                .filter(value -> !Double.isNaN(value))
                .findFirst()
                .orElse(Double.NaN);
    }

    /** In the order of the file. */
    List<String> shapes() {
        return rows.stream().map(FigureRow::shape).distinct().toList();
    }

    /** In the order of the file. */
    public List<String> contenders() {
        return rows.stream().map(FigureRow::contender).distinct().toList();
    }
}
