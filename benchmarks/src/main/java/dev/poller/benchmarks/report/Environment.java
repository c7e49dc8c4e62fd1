// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

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
        return String.join(
                ", ", facts.getOrDefault("cpu", ""), facts.getOrDefault("java", ""), facts.getOrDefault("commit", ""));
    }
}
