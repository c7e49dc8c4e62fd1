// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Figures and tables in Markdown. */
final class Text {
    private Text() {}

    /** {@code 1.35}, or a dash. */
    static String ratio(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.2f", value);
    }

    /** {@code 127,300 (118,000..131,500)}, each divided. */
    static String spread(Spread spread, double divisor, int decimals) {
        if (spread.count() == 0) {
            return "-";
        }
        String format = "%,." + decimals + "f";
        String median = String.format(Locale.ROOT, format, spread.median() / divisor);
        return spread.count() == 1
                ? median
                : median + " ("
                        + String.format(
                                Locale.ROOT, format + ".." + format, spread.min() / divisor, spread.max() / divisor)
                        + ")";
    }

    /** The median, divided. */
    static String median(Spread spread, double divisor, int decimals) {
        return spread.count() == 0
                ? "-"
                : String.format(Locale.ROOT, "%,." + decimals + "f", spread.median() / divisor);
    }

    /** {@code 0.59}, {@code 6.2}, {@code 11.4}, {@code 259}. */
    static String brief(double value) {
        int decimals = value < 1 ? 2 : value < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** A row of a table. */
    static String row(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** The head of a table: the first column is text, the others are figures. */
    static String head(List<String> cells) {
        return row(cells)
                + cells.stream()
                        .map(cell -> "--:")
                        .collect(Collectors.joining("|", "|", "|\n"))
                        .replaceFirst("--:", "---");
    }
}
