// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

import java.util.Locale;

/**
 * Whether a target is reached. Immutable.
 *
 * @param target the target
 * @param contender which of ours it was
 * @param value what was compared with the factor; NaN if it was not measured
 * @param outcome whether it is reached
 */
public record Verdict(Target target, String contender, double value, Outcome outcome) {
    /** Whether a target is reached. */
    public enum Outcome {
        /** Yes. */
        REACHED,
        /** No. */
        NOT_REACHED,
        /** One side of the comparison is missing. */
        NOT_MEASURED;

        /** In words. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
