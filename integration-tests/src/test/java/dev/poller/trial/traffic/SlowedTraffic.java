// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.traffic;

import java.io.IOException;

/** Traffic that costs so much that it would keep the other from running, less often. */
public final class SlowedTraffic implements Traffic {
    private final Traffic traffic;
    private final long millis;

    public SlowedTraffic(Traffic traffic, long millis) {
        this.traffic = traffic;
        this.millis = millis;
    }

    @Override
    public long round(long seed) throws IOException, InterruptedException {
        Pause.millis(millis);
        return traffic.round(seed);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        traffic.close();
    }
}
