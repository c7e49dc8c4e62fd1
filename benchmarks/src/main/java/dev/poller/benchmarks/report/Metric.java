// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

import dev.poller.benchmarks.load.LoadResult;
import java.util.function.ToDoubleFunction;

/** What is compared. */
public enum Metric {
    /** Answers a second. */
    THROUGHPUT("requests/s", LoadResult::perSecond),
    /** Half of all answers come within, in nanoseconds. */
    P50("p50 latency", LoadResult::p50),
    /** 99 % of all answers come within, in nanoseconds. */
    P99("p99 latency", LoadResult::p99),
    /** 99.9 % of all answers come within, in nanoseconds. */
    P999("p99.9 latency", LoadResult::p999),
    /** All answers come within, in nanoseconds. */
    MAX("max latency", LoadResult::max),
    /** What comes back on the connection that sends without waiting, in bytes a second. */
    FLOOD("flood bytes/s", result -> result.seconds() > 0 ? result.floodBytes() / result.seconds() : Double.NaN),
    /** The server's CPU time for one answer, in nanoseconds. */
    CPU("CPU time per request", LoadResult::cpuNanosPerRequest),
    /** How often the server's threads left a processor for one answer. */
    SWITCHES("context switches per request", LoadResult::switchesPerRequest),
    /** The server's memory at the end of the measurement, in bytes. */
    RESIDENT("resident memory", LoadResult::serverResidentBytes),
    /** The slowest connection's answers against those of the one in the middle. */
    FAIRNESS(
            "slowest/median connection",
            result -> result.medianPerConnection() == 0
                    ? Double.NaN
                    : (double) result.leastPerConnection() / result.medianPerConnection()),
    /** Memory of the process for each idle connection, in bytes; no load shows it. */
    IDLE_MEMORY("memory per idle connection", result -> Double.NaN),
    /** How often a poll returns while there is nothing to do; no load shows it. */
    POLL_RETURNS("poll returns/s", result -> Double.NaN),
    /** A figure by itself; no load shows it. */
    PROBE("value", result -> Double.NaN);

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // Functions of a result, without state.
    private final ToDoubleFunction<LoadResult> value;

    Metric(String label, ToDoubleFunction<LoadResult> value) {
        this.label = label;
        this.value = value;
    }

    /** In words. */
    public String label() {
        return label;
    }

    /** Its value in one measurement. */
    public double of(LoadResult result) {
        return value.applyAsDouble(result);
    }
}
