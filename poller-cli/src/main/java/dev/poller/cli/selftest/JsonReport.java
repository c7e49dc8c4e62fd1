// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.selftest;

import dev.poller.cli.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For programs: a line for each event, at once, and "end" when no more come. Fields are added, never renamed. */
final class JsonReport implements SelfTestReport {
    private final PrintWriter out;

    JsonReport(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void event(TestEvent event) {
        print(event.json());
    }

    @Override
    public void tested(String provider, Outcome outcome) {
        Map<String, @Nullable Object> json = of("tested", provider);
        json.put("passed", outcome.passes());
        json.put("failed", outcome.failures());
        json.put("skipped", outcome.skips());
        print(json);
    }

    @Override
    public void notTested(String provider, String reason) {
        Map<String, @Nullable Object> json = of("unavailable", provider);
        json.put("reason", reason);
        print(json);
    }

    @Override
    public void end() {
        print(of("end", null));
    }

    private static Map<String, @Nullable Object> of(String event, @Nullable String provider) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("event", event);
        json.put("provider", provider);
        return json;
    }

    private void print(Map<String, @Nullable Object> json) {
        try {
            out.println(Json.line(json));
            out.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
