// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a demo went.
 *
 * @param provider that carried it
 * @param binding of the provider
 * @param settings as asked for
 * @param processors that everything shared
 * @param poller what the poller did
 * @param comparison with the JDK
 */
record DemoResult(
        String provider,
        String binding,
        DemoSettings settings,
        int processors,
        Measurement poller,
        Comparison comparison) {
    /** So many clients for a processor spend three quarters of their time in the queue. */
    private static final int CROWD = 4;

    private static final double MEBIBYTE = 1024 * 1024;

    /** True if every byte came back, on both sides. */
    boolean passed() {
        return poller.passed() && comparison.passed();
    }

    private String threads() {
        return settings.threads().name().toLowerCase(Locale.ROOT);
    }

    String text() {
        Tally tally = poller.tally();
        String summary = String.format(
                Locale.ROOT,
                """
                provider=%s binding=%s threads=%s java=%s
                %d connection%s, %d-byte messages, %.1f s
                %,d round trips, %,.0f/s, %,.1f MiB/s each way
                latency in ms: %s%s
                round trips per client: lowest %,d, median %,d%s
                %d byte errors, %d failures""",
                provider,
                binding,
                threads(),
                Runtime.version(),
                settings.connections(),
                settings.connections() == 1 ? "" : "s",
                settings.message(),
                poller.seconds(),
                tally.roundTrips(),
                poller.perSecond(),
                poller.perSecond() * settings.message() / MEBIBYTE,
                latencies(),
                queueing(),
                poller.least(),
                poller.median(),
                poller.unservedLine("the"),
                tally.byteErrors(),
                tally.failures());
        List<String> reasons = tally.reasons();
        return summary
                + (reasons.isEmpty() ? "" : "\nfirst failures: " + String.join("; ", reasons))
                + comparison.text(provider, threads(), poller);
    }

    private String latencies() {
        StringBuilder text = new StringBuilder();
        poller.latencies()
                .forEach((name, millis) -> text.append(text.isEmpty() ? "" : ", ")
                        .append(String.format(Locale.ROOT, "%s %.3f", name, millis)));
        return text.toString();
    }

    /** Nobody should take the time that a thousand clients wait for two processors for the latency of a poller. */
    private String queueing() {
        return settings.connections() <= CROWD * processors
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%nmost of this latency is queueing: %,d clients share %d processors; --connections 1 measures one alone",
                        settings.connections(),
                        processors);
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
        json.putAll(poller.json());
        json.put("passed", passed());
        json.put("processors", processors);
        json.put("comparison", comparison.json(threads(), poller));
        json.put("noComparison", comparison.why());
        return json;
    }
}
