// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/**
 * Between which values the middle half of the rounds lies. Immutable.
 *
 * @param lower a quarter of them is below it
 * @param upper a quarter of them is above it
 */
record Quartiles(double lower, double upper) {
    /** Of at least one value, in any order; between two neighbours it is interpolated. */
    static Quartiles of(Collection<? extends Number> values) {
        double[] sorted = values.stream().mapToDouble(Number::doubleValue).toArray();
        Arrays.sort(sorted);
        return new Quartiles(at(sorted, 0.25), at(sorted, 0.75));
    }

    private static double at(double[] sorted, double part) {
        double place = part * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** {@code (118,000..131,500)}. */
    String text() {
        return String.format(Locale.ROOT, "(%,.0f..%,.0f)", lower, upper);
    }
}
