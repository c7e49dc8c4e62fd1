// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import java.io.IOException;
import java.util.Map;

/** Something that goes badly for many servers. One thread measures. */
interface BadCase {
    /** Unique, as it is written in reports. */
    String name();

    /** How many a server must be able to hold. */
    int connections();

    /**
     * Starts a server, measures it once, and stops it.
     *
     * @return figures in order; each name ends with its unit
     * @throws ContenderFailedException if the contender cannot be measured; the message says why
     */
    Map<String, Double> measure(Contender contender) throws IOException, InterruptedException;
}
