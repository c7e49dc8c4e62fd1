// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.demo;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The same load on the JDK's own sockets.
 *
 * @param jdk what it did; null if it was not asked
 * @param why it was not, for the user's eyes; empty if he knows
 */
record Comparison(@Nullable Measurement jdk, String why) {
    static final Comparison NOT_WANTED = new Comparison(null, "");

    static Comparison with(Measurement jdk) {
        return new Comparison(jdk, "");
    }

    static Comparison impossible(String why) {
        return new Comparison(null, why);
    }

    /** A comparison that did not take place has not failed. */
    boolean passed() {
        return jdk == null || jdk.passed();
    }

    /** Lines that go on after those of the poller; empty if there is nothing to say. */
    String text(String provider, String threads, Measurement poller) {
        if (jdk == null) {
            return why.isEmpty() ? "" : "\nno comparison with the JDK: " + why;
        }
        StringBuilder text = new StringBuilder("\n\n");
        text.append(row("the same load", "Poller (" + provider + ")", "JDK, " + threads + " threads", "ratio"));
        text.append(row("round trips/s", "%,.0f", poller.perSecond(), jdk.perSecond()));
        Map<String, Double> theirs = jdk.latencies();
        poller.latencies().forEach((name, ours) -> text.append(row(name + " in ms", "%.3f", ours, at(theirs, name))));
        text.append(row("slowest client", "%,.0f", (double) poller.least(), (double) jdk.least()));
        text.append(row("byte errors", poller.tally().byteErrors(), jdk.tally().byteErrors(), ""));
        text.append(row("failures", poller.tally().failures(), jdk.tally().failures(), ""));
        if (!jdk.tally().reasons().isEmpty()) {
            text.append("\nfirst failures of the JDK: ")
                    .append(String.join("; ", jdk.tally().reasons()));
        }
        text.append("\nratio: Poller / JDK; above 1 is better for round trips, below 1 for latency");
        return text.toString().stripTrailing() + jdk.unservedLine("the JDK's");
    }

    private static String row(String name, String format, double ours, double theirs) {
        return row(
                name,
                String.format(Locale.ROOT, format, ours),
                String.format(Locale.ROOT, format, theirs),
                theirs == 0 ? "" : String.format(Locale.ROOT, "%.2f", ours / theirs));
    }

    private static String row(String name, Object ours, Object theirs, String ratio) {
        return String.format(Locale.ROOT, "%-16s%20s%24s%8s", name, ours, theirs, ratio)
                        .stripTrailing() + "\n";
    }

    /** Ours by theirs; 0 if they have done nothing. */
    private static double ratio(double ours, double theirs) {
        return theirs == 0 ? 0 : ours / theirs;
    }

    private static double at(Map<String, Double> values, String name) {
        return values.getOrDefault(name, 0.0);
    }

    /** Null if there was none. */
    @Nullable
    Map<String, Object> json(String threads, Measurement poller) {
        if (jdk == null) {
            return null;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("with", "jdk");
        json.put("threads", threads);
        json.putAll(jdk.json());
        Map<String, Double> theirs = jdk.latencies();
        Map<String, Object> latencies = new LinkedHashMap<>();
        poller.latencies().forEach((name, ours) -> latencies.put(name, ratio(ours, at(theirs, name))));
        Map<String, Object> ratios = new LinkedHashMap<>();
        ratios.put("roundTripsPerSecond", ratio(poller.perSecond(), jdk.perSecond()));
        ratios.put("latencyMillis", latencies);
        json.put("ratio", ratios);
        return json;
    }
}
