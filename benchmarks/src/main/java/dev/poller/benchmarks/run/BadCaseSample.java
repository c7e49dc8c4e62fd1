// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One measurement of a bad case. Immutable.
 *
 * @param badCase its name
 * @param contender its name
 * @param round from 1
 * @param figures by name, in the order of the table
 */
public record BadCaseSample(String badCase, String contender, int round, Map<String, Double> figures) {
    /** Keeps the order. */
    public BadCaseSample {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }
}
