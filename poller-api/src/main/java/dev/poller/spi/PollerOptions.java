// SPDX-License-Identifier: Apache-2.0
package dev.poller.spi;

/**
 * Sizes of a poller.
 *
 * @param batch how many events one system call fetches at first
 * @param maxBatch how far the batch may grow while polls come back full
 */
public record PollerOptions(int batch, int maxBatch) {
    /** 128 events as in Go, growing to 4096. */
    public static final PollerOptions DEFAULTS = new PollerOptions(128, 4096);

    /** Checks the sizes. */
    public PollerOptions {
        if (batch < 1 || maxBatch < batch) {
            throw new IllegalArgumentException(
                    "batch must be 1 or more and at most maxBatch: " + batch + ", " + maxBatch);
        }
    }
}
