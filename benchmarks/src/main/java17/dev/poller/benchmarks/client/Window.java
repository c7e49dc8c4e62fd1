// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.client;

/**
 * What is measured: from one moment of {@link System#nanoTime()} up to another. Immutable.
 *
 * @param begin after the warm-up
 * @param end when the load stops
 */
record Window(long begin, long end) {
    /** From now. */
    static Window after(double warmUpSeconds, double seconds) {
        long begin = System.nanoTime() + (long) (warmUpSeconds * 1e9);
        return new Window(begin, begin + (long) (seconds * 1e9));
    }

    boolean isOver(long now) {
        return now - end >= 0;
    }

    boolean contains(long moment) {
        return moment - begin >= 0 && !isOver(moment);
    }
}
