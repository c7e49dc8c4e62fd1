// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What one side did with the load.
 *
 * @param settings of the load
 * @param nanos how long the clients were at it
 * @param tally complete
 */
record Measurement(DemoSettings settings, long nanos, Tally tally) {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;

    boolean passed() {
        return tally.byteErrors() == 0 && tally.failures() == 0 && tally.roundTrips() > 0;
    }

    double seconds() {
        return nanos / NANOS_PER_SECOND;
    }

    double perSecond() {
        return tally.roundTrips() / seconds();
    }

    /** Of the slowest connection; 0 if there is none. */
    long least() {
        return tally.roundTripsOfConnections().stream().findFirst().orElse(0L);
    }

    /** Of half of the connections, at most; 0 if there is none. */
    long median() {
        List<Long> all = tally.roundTripsOfConnections();
        return all.isEmpty() ? 0 : all.get(all.size() / 2);
    }

    /** Connections without a single round trip: the latencies are those of the others alone. */
    long unserved() {
        return tally.roundTripsOfConnections().stream()
                .filter(count -> count == 0)
                .count();
    }

    /** What to say of them; empty if there are none. */
    String unservedLine(String whose) {
        return unserved() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%n%,d of %s %,d clients had no round trip at all: the latencies are those of the others",
                        unserved(),
                        whose,
                        settings.connections());
    }

    /** In milliseconds, from the name of a percentile to its value. */
    Map<String, Double> latencies() {
        Histogram histogram = tally.latencies();
        Map<String, Double> latencies = new LinkedHashMap<>();
        latencies.put("p50", millis(histogram, 50));
        latencies.put("p99", millis(histogram, 99));
        latencies.put("p99.9", millis(histogram, 99.9));
        latencies.put("max", millis(histogram, 100));
        return latencies;
    }

    private static double millis(Histogram latencies, double percent) {
        return latencies.getTotalCount() == 0 ? 0 : latencies.getValueAtPercentile(percent) / NANOS_PER_MILLI;
    }

    private Map<String, Object> ofConnections() {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("least", least());
        counts.put("median", median());
        counts.put("unserved", unserved());
        return counts;
    }

    /** Fields are added, never renamed: programs read this. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("seconds", seconds());
        json.put("roundTrips", tally.roundTrips());
        json.put("roundTripsPerSecond", perSecond());
        json.put("latencyMillis", latencies());
        json.put("roundTripsOfConnections", ofConnections());
        json.put("byteErrors", tally.byteErrors());
        json.put("failures", tally.failures());
        json.put("failureReasons", tally.reasons());
        json.put("passed", passed());
        return json;
    }
}
