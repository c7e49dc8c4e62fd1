// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import java.util.List;

/**
 * What a run of client libraries has found. Immutable.
 *
 * @param samples in the order in which they were made
 * @param omissions what was not measured
 */
public record ClientResults(List<ClientSample> samples, List<Omission> omissions) {
    /** Copies them. */
    public ClientResults {
        samples = List.copyOf(samples);
        omissions = List.copyOf(omissions);
    }
}
