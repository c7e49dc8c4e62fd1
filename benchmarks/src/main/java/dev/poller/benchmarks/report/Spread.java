// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

import java.util.Arrays;
import java.util.Collection;

/**
 * One figure over all rounds. Immutable.
 *
 * @param median the one in the middle, or between the two in the middle
 * @param min the smallest
 * @param max the largest
 * @param count how many there were
 */
public record Spread(double median, double min, double max, int count) {
    /** Of nothing. */
    public static final Spread NONE = new Spread(Double.NaN, Double.NaN, Double.NaN, 0);

    /** Of these values, in any order. */
    public static Spread of(Collection<? extends Number> values) {
        if (values.isEmpty()) {
            return NONE;
        }
        double[] sorted = values.stream().mapToDouble(Number::doubleValue).toArray();
        Arrays.sort(sorted);
        int n = sorted.length;
        double median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
        return new Spread(median, sorted[0], sorted[n - 1], n);
    }

    /** How many times the other's median this one's is; NaN if either is missing. */
    public double ratioTo(Spread other) {
        return other.median == 0 ? Double.NaN : median / other.median;
    }
}
