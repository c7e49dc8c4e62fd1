// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

/**
 * The polls of an assist that found nothing, since one that did: whether to go on, and for how long before others have
 * their turn. Belongs to whoever has the baton.
 */
final class DrySpell {
    /** How often to find nothing, others having had their turn in between; docs/performance.md. */
    private static final int POLLS = 2;

    /**
     * Others have their turn when polling has gone on for so many times as long as the spell had lasted before. So one
     * that has become ready on this carrier by other means, which nothing tells, waits in proportion.
     */
    private static final int STRETCH = 4;

    private final BusyPoll busyPoll;

    /** There is one carrier: nobody else could do anything while it is the assist's. */
    private final boolean alone;

    private int polls;
    private long since;

    /** Polls bring several events: then the time between them belongs to those who work for them. */
    private boolean crowded;

    private boolean pollsOn;

    DrySpell(BusyPoll busyPoll, boolean alone) {
        this.busyPoll = busyPoll;
        this.alone = alone;
    }

    /** None yet, after a poll with so many events. */
    void reset(int ready) {
        polls = 0;
        crowded = ready > 1;
    }

    /** For how long to poll now; 0 for once. */
    long turn() {
        pollsOn = polls > 0 && (alone || !crowded) && busyPoll.pays();
        if (!pollsOn) {
            return 0;
        }
        long lasted = System.nanoTime() - since;
        return Math.max(0, Math.min(STRETCH * lasted, busyPoll.nanos() - lasted));
    }

    /** After a poll, or a turn of them: true if the spell has lasted long enough. */
    boolean isOver(int ready) {
        if (ready > 0) {
            if (pollsOn) {
                busyPoll.found();
            }
            reset(ready);
            return false;
        }
        if (polls++ == 0) {
            since = System.nanoTime();
            return false;
        }
        if (!pollsOn) {
            return polls >= POLLS;
        }
        if (System.nanoTime() - since < busyPoll.nanos()) {
            return false;
        }
        busyPoll.foundNothing();
        return true;
    }
}
