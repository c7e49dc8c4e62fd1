// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.soak;

import java.util.List;

/** The line that fits values best by least squares, which were taken at equal distances. */
final class Slope {
    private Slope() {}

    /** By how much the line rises from the first value to the last. */
    static double rise(List<Double> values) {
        int n = values.size();
        double middle = (n - 1) / 2.0;
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double product = 0;
        double square = 0;
        for (int i = 0; i < n; i++) {
            product += (i - middle) * (values.get(i) - mean);
            square += (i - middle) * (i - middle);
        }
        return square == 0 ? 0 : product / square * (n - 1);
    }
}
