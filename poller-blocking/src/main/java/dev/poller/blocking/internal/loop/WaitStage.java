// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop;

/** How far a thread that polls has got. Written by that thread, read by any. */
public final class WaitStage {
    /**
     * AWAY, LOOKING for what is there without waiting, or WAITING, or about to.
     *
     * <p>The one who polls writes WAITING and <em>then</em> reads what could keep it from waiting: its queue, the
     * soonest deadline. Whoever changes that changes it and <em>then</em> reads this. So a break is sent whenever it is
     * needed, and hardly ever when it is not.
     */
    private volatile int stage = AWAY;

    private static final int AWAY = 0;
    private static final int LOOKING = 1;
    private static final int WAITING = 2;

    public void announce() {
        stage = WAITING;
    }

    public void look() {
        stage = LOOKING;
    }

    public void leave() {
        stage = AWAY;
    }

    /** True if a break would end a wait. */
    public boolean isAnnounced() {
        return stage == WAITING;
    }

    public boolean isAway() {
        return stage == AWAY;
    }
}
