// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop.baton;

import java.util.concurrent.atomic.AtomicInteger;

/** Which of the two threads of a {@link BatonDriver} may poll. Each method says which of them calls it. */
final class Baton {
    /**
     * Who has it.
     *
     * <pre>
     *                              POLLING
     *                              ^     |
     *                      beginPoll     endPoll
     *                              |     v
     *   PLATFORM ----handOver----> ASSIST --beginBorrow--> BORROWED: no poll for a while
     *          ^                   |     ^                        |
     *          +-----giveBack------+     +-------endBorrow--------+
     * </pre>
     *
     * In PLATFORM and BORROWED the platform thread may poll, in POLLING the assist does, in ASSIST nobody. It is handed
     * over only to an assist that is parked. BORROWED lasts one poll; one that waits ends when the assist wants to
     * poll.
     */
    private final AtomicInteger holder = new AtomicInteger(PLATFORM);

    private static final int PLATFORM = 0;
    private static final int ASSIST = 1;
    private static final int POLLING = 2;
    private static final int BORROWED = 3;

    /** By the platform thread, which then wakes the assist. */
    void handOver() {
        holder.set(ASSIST);
    }

    /**
     * By the platform thread that has handed it over, for one poll; false if the assist polls, or has given it back.
     */
    boolean beginBorrow() {
        return holder.compareAndSet(ASSIST, BORROWED);
    }

    /** By the platform thread that began. */
    void endBorrow() {
        holder.set(ASSIST);
    }

    /** True if the platform thread may poll until it hands the baton over. */
    boolean isPlatforms() {
        return holder.get() == PLATFORM;
    }

    /** By the assist that has been handed it; false if the platform thread polls in its place just now. */
    boolean beginPoll() {
        return holder.compareAndSet(ASSIST, POLLING);
    }

    /** By the assist that began. */
    void endPoll() {
        holder.set(ASSIST);
    }

    /** By the assist, which then wakes the platform thread; false if that polls in its place just now. */
    boolean giveBack() {
        return holder.compareAndSet(ASSIST, PLATFORM);
    }
}
