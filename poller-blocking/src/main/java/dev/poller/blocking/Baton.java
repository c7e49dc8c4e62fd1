// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Which of the two threads of a {@link BatonDriver} may poll. Each method says which of them calls it. */
final class Baton {
    /**
     * Who has it.
     *
     * <pre>
     *                                      POLLING
     *                                      ^     |
     *                              beginPoll     endPoll
     *                                      |     v
     *   PLATFORM -------handOver-------->  ASSIST   --beginBorrow--> BORROWED: no poll for a while
     *     ^   ^                            |   | ^                      |
     *     |   +----------giveBack----------+   | +-------endBorrow------+
     *     |                                    | take: none for long, because all carriers are busy
     *     |                                    v
     *     +--------------notice------------- TAKEN
     * </pre>
     *
     * In PLATFORM, TAKEN and BORROWED the platform thread may poll, in POLLING the assist does, in ASSIST nobody. Only in
     * PLATFORM is the assist parked, or about to be, and it is handed over only to one that is: from TAKEN not before the
     * assist has had a carrier and noticed. BORROWED lasts one poll that does not wait.
     */
    private volatile int holder = PLATFORM;

    private static final int PLATFORM = 0;
    private static final int ASSIST = 1;
    private static final int POLLING = 2;
    private static final int TAKEN = 3;
    private static final int BORROWED = 4;

    private static final VarHandle HOLDER;

    static {
        try {
            HOLDER = MethodHandles.lookup().findVarHandle(Baton.class, "holder", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** By the platform thread, which then wakes the assist; false if that has not noticed yet that it lost the baton. */
    boolean handOver() {
        return HOLDER.compareAndSet(this, PLATFORM, ASSIST);
    }

    /** By the platform thread; false if the assist is polling, or has given it back. */
    boolean take() {
        return HOLDER.compareAndSet(this, ASSIST, TAKEN);
    }

    /** By the platform thread, for one poll; false as in {@link #take}. */
    boolean beginBorrow() {
        return HOLDER.compareAndSet(this, ASSIST, BORROWED);
    }

    /** By the platform thread that began. */
    void endBorrow() {
        holder = ASSIST;
    }

    /** True if the platform thread may poll until it hands the baton over. */
    boolean isPlatforms() {
        int seen = holder;
        return seen == PLATFORM || seen == TAKEN;
    }

    /** By the assist; false if it has not got the baton, or not at this moment. */
    boolean beginPoll() {
        return HOLDER.compareAndSet(this, ASSIST, POLLING);
    }

    /** By the assist that began. */
    void endPoll() {
        holder = ASSIST;
    }

    /** By the assist, which then wakes the platform thread; false if that has taken or borrowed it. */
    boolean giveBack() {
        return HOLDER.compareAndSet(this, ASSIST, PLATFORM);
    }

    /** By the assist when it has not got the baton, before it parks. */
    void notice() {
        HOLDER.compareAndSet(this, TAKEN, PLATFORM);
    }
}
