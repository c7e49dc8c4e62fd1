// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * How a demo went.
 *
 * @param provider that carried it
 * @param binding of the provider
 * @param settings as asked for
 * @param nanos how long the clients were at it
 * @param tally complete
 */
record DemoResult(String provider, String binding, DemoSettings settings, long nanos, Tally tally) {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MEBIBYTE = 1024 * 1024;

    boolean passed() {
        return tally.byteErrors() == 0 && tally.failures() == 0 && tally.roundTrips() > 0;
    }

    private double seconds() {
        return nanos / NANOS_PER_SECOND;
    }

    private double perSecond() {
        return tally.roundTrips() / seconds();
    }

    private String threads() {
        return settings.threads().name().toLowerCase(Locale.ROOT);
    }

    String text() {
        Histogram latencies = tally.latencies();
        String summary = String.format(
                Locale.ROOT,
                """
                provider=%s binding=%s threads=%s java=%s
                %d connections, %d-byte messages, %.1f s
                %,d round trips, %,.0f/s, %,.1f MiB/s each way
                latency in ms: p50 %.3f, p99 %.3f, p99.9 %.3f, max %.3f
                %d byte errors, %d failures""",
                provider,
                binding,
                threads(),
                Runtime.version(),
                settings.connections(),
                settings.message(),
                seconds(),
                tally.roundTrips(),
                perSecond(),
                perSecond() * settings.message() / MEBIBYTE,
                percentile(latencies, 50),
                percentile(latencies, 99),
                percentile(latencies, 99.9),
                percentile(latencies, 100),
                tally.byteErrors(),
                tally.failures());
        List<String> reasons = tally.reasons();
        return reasons.isEmpty() ? summary : summary + "\nfirst failures: " + String.join("; ", reasons);
    }

    /** Fields are added, never renamed: programs read this. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("provider", provider);
        json.put("binding", binding);
        json.put("threads", threads());
        json.put("java", Runtime.version().toString());
        json.put("connections", settings.connections());
        json.put("messageBytes", settings.message());
        json.put("seconds", seconds());
        json.put("roundTrips", tally.roundTrips());
        json.put("roundTripsPerSecond", perSecond());
        json.put("latencyMillis", latencyJson());
        json.put("byteErrors", tally.byteErrors());
        json.put("failures", tally.failures());
        json.put("failureReasons", tally.reasons());
        json.put("passed", passed());
        return json;
    }

    private Map<String, Object> latencyJson() {
        Histogram latencies = tally.latencies();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("p50", percentile(latencies, 50));
        json.put("p99", percentile(latencies, 99));
        json.put("p99.9", percentile(latencies, 99.9));
        json.put("max", percentile(latencies, 100));
        return json;
    }

    private static double percentile(Histogram latencies, double percent) {
        return latencies.getTotalCount() == 0 ? 0 : latencies.getValueAtPercentile(percent) / NANOS_PER_MILLI;
    }
}
