// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

/**
 * The medians of a contender in a shape of a run; a figure that was not measured is NaN. Immutable.
 *
 * @param run when and where
 * @param shape its name
 * @param contender its name
 * @param rate requests a second
 * @param p50 of the latency in microseconds
 * @param p99 of the latency in microseconds
 * @param p999 of the latency in microseconds
 * @param cpu of the one that is measured, in microseconds a request
 * @param times of the base's requests a second, where nothing but that ratio was kept
 * @param base the contender that the ratio is to; empty without a ratio
 */
public record FigureRow(
        Run run,
        String shape,
        String contender,
        double rate,
        double p50,
        double p99,
        double p999,
        double cpu,
        double times,
        String base) {

    /**
     * Figures of one run may be compared with each other.
     *
     * @param date ISO 8601, with the time where it is known
     * @param commit of the code that was measured
     * @param machine its processors
     * @param jdk its version
     */
    public record Run(String date, String commit, String machine, String jdk) {
        /** One line, with the day alone. */
        String oneLine() {
            return machine + ", JDK " + jdk + ", commit " + commit + ", "
                    + date.substring(0, Math.min(10, date.length()));
        }
    }

    /** A figure; NaN if it was not measured. */
    double of(Metric metric) {
        return switch (metric) {
            case THROUGHPUT -> rate;
            case P50 -> p50;
            case P99 -> p99;
            case P999 -> p999;
            case CPU -> cpu;
            default -> Double.NaN;
        };
    }
}
