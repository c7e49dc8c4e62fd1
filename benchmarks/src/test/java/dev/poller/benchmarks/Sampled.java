// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks;

import dev.poller.benchmarks.load.LoadResult;
import dev.poller.benchmarks.run.Sample;

/** Measurements that were never made. */
public final class Sampled {
    private Sampled() {}

    /** In one second so many answers; latencies, CPU time and memory follow from that. */
    public static Sample sample(String shape, String contender, int round, long requests) {
        long latency = 1_000_000_000L / requests;
        return new Sample(
                shape,
                contender,
                round,
                new LoadResult(
                        "c",
                        1,
                        requests,
                        64 * requests,
                        latency,
                        2 * latency,
                        3 * latency,
                        4 * latency,
                        1,
                        2,
                        3,
                        0,
                        requests * 1000,
                        requests / 2,
                        1 << 20));
    }
}
