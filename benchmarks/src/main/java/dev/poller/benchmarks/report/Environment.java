// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where and how it was measured: every file of results begins with it. Immutable. */
public final class Environment {
    private final Map<String, String> facts;

    /** These facts, in this order. */
    public Environment(Map<String, String> facts) {
        this.facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** Name and value, in order. */
    public Map<String, String> facts() {
        return facts;
    }

    /** One line, for a plot. */
    String oneLine() {
        return Stream.of("cpu", "kernel", "java", "commit", "date", "options")
                .map(name -> facts.getOrDefault(name, ""))
                .collect(Collectors.joining(", "));
    }
}
