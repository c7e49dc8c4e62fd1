// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop.carrier;

/**
 * The times of tasks on the clock of a {@link FairQueue}, for as long as they matter: until the clock is ahead of them.
 *
 * <p>A task is known by its identity hash, so that none is kept alive; it is the same object for all runs of a virtual
 * thread. The table does not grow: if there are more tasks than it has cells for, some are taken for new. Carriers write
 * it without order: a lost write costs one turn.
 */
final class RunTimes {
    /** The JDK's hashes have 31 bits at most (markWord.hpp): these say where, and the others whose it is. */
    private static final int CELL_BITS = 14;

    private static final int TIME_BITS = 47;
    private static final long TIME = (1L << TIME_BITS) - 1;

    /** How many cells a task may have: neighbours, in one line of the cache. */
    private static final int PROBES = 4;

    /** No time is so far ahead: one that seems to be was written when the clock had made one turn less. */
    private static final long AHEAD = 1L << 40;

    /** The rest of a hash, and the lower bits of a time. */
    private final long[] cells = new long[1 << CELL_BITS];

    /**
     * Moves the time of a task on; the new one.
     *
     * @param least a time that it has at least, before that; and all that are earlier do not matter
     */
    long advance(Runnable task, long least, long nanos) {
        int hash = System.identityHashCode(task);
        int home = hash & (cells.length - 1);
        long owner = (long) (hash >>> CELL_BITS) << TIME_BITS;
        int unused = home;
        for (int i = 0; i < PROBES; i++) {
            int at = home ^ i;
            long cell = cells[at];
            long ahead = ahead(cell, least);
            if ((cell & ~TIME) == owner) {
                return write(at, owner, least + Math.max(0, ahead) + nanos);
            }
            if (ahead <= 0) {
                unused = at;
            }
        }
        return write(unused, owner, least + nanos);
    }

    private long write(int at, long owner, long time) {
        cells[at] = owner | (time & TIME);
        return time;
    }

    /** By how much a cell's time is ahead of another. */
    private static long ahead(long cell, long time) {
        long difference = (cell - time) << -TIME_BITS >> -TIME_BITS;
        return difference < AHEAD ? difference : 0;
    }
}
