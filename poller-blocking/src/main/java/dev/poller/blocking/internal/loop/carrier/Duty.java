// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop.carrier;

import java.util.concurrent.atomic.AtomicInteger;

/** What a {@link Carrier} is at. Written by the carrier, and once by the watch. */
final class Duty {
    /**
     * The state.
     *
     * <pre>
     *   POLLING --run--> RUNNING --endRun--> POLLING
     *                       |
     *                       +--relieve, by the watch: held up--> RELIEVED   another carrier has the loop
     * </pre>
     *
     * Only in POLLING does a carrier touch the poller, so one that is relieved has not, and will not.
     */
    private final AtomicInteger state = new AtomicInteger(POLLING);

    private static final int POLLING = 0;
    private static final int RUNNING = 1;
    private static final int RELIEVED = 2;

    void run() {
        state.set(RUNNING);
    }

    /** False if relieved: then the loop is another's. */
    boolean endRun() {
        return state.compareAndSet(RUNNING, POLLING);
    }

    /** By the watch; false if nothing runs. */
    boolean relieve() {
        return state.compareAndSet(RUNNING, RELIEVED);
    }

    boolean isRunning() {
        return state.get() == RUNNING;
    }
}
