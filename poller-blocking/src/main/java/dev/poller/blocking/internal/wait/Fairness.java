// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

import dev.poller.blocking.internal.thread.VirtualThreads;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets other virtual threads run: nothing else takes the carrier from a thread whose peer is always ahead of it.
 *
 * <p>Each call counts as the bytes that it moved, and as {@link #CALL} besides, for it takes time to move none.
 */
final class Fairness {
    /** What a call counts for, so that 128 of them are the whole budget; as many as tokio's. */
    static final int CALL = 2048;

    /** What a virtual thread may do without waiting before it lets others run: a tenth of a millisecond or two. */
    static final int BUDGET = 256 * 1024;

    /**
     * How often it lets others run before it leaves its carrier's queue: threads that yield stay in it, and while it is
     * not empty the JDK's scheduler takes none of those that were woken from elsewhere (ForkJoinPool.topLevelExec, JDK
     * 25).
     */
    private static final int LEAVE = 4;

    private Fairness() {}

    /** On a thread that has used up its budget so many times in a row; it holds no lock that others need to run. */
    @SuppressWarnings("ThreadPriorityCheck") // fairness, not correctness
    static void pause(int times) {
        if (!VirtualThreads.currentIsVirtual()) {
            return;
        }
        if (times % LEAVE == 0) {
            LockSupport.parkNanos(Fairness.class, 1);
        } else {
            Thread.yield();
        }
    }
}
