// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

import dev.poller.blocking.internal.thread.VirtualThreads;
import java.util.concurrent.locks.LockSupport;

/** Lets other virtual threads run: nothing else takes the carrier from a thread whose peer is always ahead of it. */
final class Fairness {
    /** Calls that a virtual thread makes without waiting before it lets others run; as many as tokio's budget. */
    private static final int BUDGET = 128;

    /**
     * Calls after which it leaves its carrier's queue: threads that yield stay in it, and while it is not empty the
     * JDK's scheduler takes none of those that were woken from elsewhere (ForkJoinPool.topLevelExec, JDK 25).
     */
    private static final int LEAVE = 4 * BUDGET;

    private Fairness() {}

    /** On the thread that made so many calls in a row without waiting; it holds no lock that others need to run. */
    @SuppressWarnings("ThreadPriorityCheck") // fairness, not correctness
    static void pause(int calls) {
        if (calls == 0 || calls % BUDGET != 0 || !VirtualThreads.currentIsVirtual()) {
            return;
        }
        if (calls % LEAVE == 0) {
            LockSupport.parkNanos(Fairness.class, 1);
        } else {
            Thread.yield();
        }
    }
}
