// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

/** What targets are judged by. Any thread may ask. */
@FunctionalInterface
public interface Figures {
    /** The median of a figure; NaN if it was not measured. */
    double median(String shape, String contender, Metric metric);
}
