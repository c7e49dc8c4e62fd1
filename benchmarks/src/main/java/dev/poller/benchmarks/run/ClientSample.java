// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One measurement of a client library. Immutable.
 *
 * @param row its name
 * @param contender its name
 * @param round from 1
 * @param figures that the client has printed, in its order
 */
public record ClientSample(String row, String contender, int round, Map<String, Double> figures) {
    /** Keeps the order. */
    public ClientSample {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /** Of that name; NaN if it was not printed. */
    public double figure(String name) {
        return figures.getOrDefault(name, Double.NaN);
    }

    /** Requests a second. */
    public double perSecond() {
        return figure("requests") / figure("seconds");
    }

    /** User and system time of the client for one request, in nanoseconds. */
    public double cpuNanosPerRequest() {
        return figure("cpuNanos") / figure("requests");
    }

    /** How often the client's threads left a processor for one request. */
    public double switchesPerRequest() {
        return figure("switches") / figure("requests");
    }
}
