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

    /** When and where, for a line of a CSV file. */
    FigureRow.Run run() {
        String java = facts.getOrDefault("java", "");
        return new FigureRow.Run(cell("date"), cell("commit"), cell("cpu"), java.substring(java.lastIndexOf(' ') + 1));
    }

    /** Without what separates the cells of a line, and what makes names of processors long. */
    private String cell(String name) {
        return facts.getOrDefault(name, "").replaceAll(",|\\(R\\)|\\(TM\\)| Processor\\b", "");
    }
}
