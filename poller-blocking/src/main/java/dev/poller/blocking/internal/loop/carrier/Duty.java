// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop.carrier;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

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
    private volatile int state = POLLING;

    private static final int POLLING = 0;
    private static final int RUNNING = 1;
    private static final int RELIEVED = 2;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Duty.class, "state", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    void run() {
        state = RUNNING;
    }

    /** False if relieved: then the loop is another's. */
    boolean endRun() {
        return STATE.compareAndSet(this, RUNNING, POLLING);
    }

    /** By the watch; false if nothing runs. */
    boolean relieve() {
        return STATE.compareAndSet(this, RUNNING, RELIEVED);
    }

    boolean isRunning() {
        return state == RUNNING;
    }
}
