// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop.carrier;

/**
 * The times of tasks on the clock of a {@link FairQueue}, for as long as they matter: until the clock is ahead of them.
 *
 * <p>A task is known by its identity hash, so that none is kept alive; it is the same object for all runs of a virtual
 * thread. The table does not grow: if there are more tasks than it has cells for, those of the lowest time are taken
 * for new. Carriers write it without order: a lost write costs one turn.
 */
final class RunTimes {
    /** The JDK's hashes have 31 bits at most (markWord.hpp): these say where, and the others whose it is. */
    private static final int CELL_BITS = 14;

    private static final int TIME_BITS = 42;
    private static final long TIME = (1L << TIME_BITS) - 1;

    private static final int LENGTH_BITS = 5;
    private static final int LENGTH = (1 << LENGTH_BITS) - 1;

    private static final int OWNER_SHIFT = TIME_BITS + LENGTH_BITS;

    /** How many cells a task may have: neighbours, so that looking at them costs little. A power of two. */
    private static final int PROBES = 8;

    /** What a task's run is taken for that is not known yet: up to 16 us. */
    private static final int SHORT = 14;

    /** No time is so far ahead: one that seems to be was written when the clock had made one turn less. */
    private static final long AHEAD = 1L << 36;

    /**
     * From the highest bits down: the rest of a hash; how long the last run was, as a power of two, 0 if that is not
     * known; the lower bits of a time. In one word, because a run of one of a thousand tasks finds nothing of it in
     * the nearer caches.
     */
    private final long[] cells = new long[1 << CELL_BITS];

    /** By how much a task's time is ahead of another; negative if it is behind, and 0 if the task is not known. */
    long ahead(Runnable task, long time) {
        int hash = System.identityHashCode(task);
        long cell = cells[cell(hash, time)];
        return isOf(hash, cell) ? ahead(cell, time) : 0;
    }

    /**
     * A task has run for so long; what that counts for: no more than a few times its run before. One long run among
     * short ones is the system's doing as a rule, which had something else run on this processor, and a task that was
     * charged for it would wait for so many times as long as there are others.
     *
     * @param nanos up to a second
     */
    long ran(Runnable task, long least, long nanos) {
        int hash = System.identityHashCode(task);
        int at = cell(hash, least);
        long cell = cells[at];
        boolean known = isOf(hash, cell);
        int before = known ? (int) (cell >>> TIME_BITS) & LENGTH : 0;
        long counted = Math.min(nanos, 1L << ((before == 0 ? SHORT : before) + 1));
        long length = (long) Long.SIZE - Long.numberOfLeadingZeros(nanos);
        write(at, hash >>> CELL_BITS, length, (known && ahead(cell, least) > 0 ? cell : least) + counted);
        return counted;
    }

    /** Where the time of a task is kept; if it is not, where there is room for it: that of the lowest time. */
    private int cell(int hash, long least) {
        int home = hash & (cells.length - 1);
        int oldest = home;
        long oldestAhead = Long.MAX_VALUE;
        for (int i = 0; i < PROBES; i++) {
            int at = home ^ i;
            long cell = cells[at];
            if (isOf(hash, cell)) {
                return at;
            }
            long ahead = ahead(cell, least);
            if (ahead < oldestAhead) {
                oldest = at;
                oldestAhead = ahead;
            }
        }
        return oldest;
    }

    private static boolean isOf(int hash, long cell) {
        return cell >>> OWNER_SHIFT == hash >>> CELL_BITS;
    }

    private void write(int at, long owner, long length, long time) {
        cells[at] = (owner << OWNER_SHIFT) | (length << TIME_BITS) | (time & TIME);
    }

    /** By how much a cell's time is ahead of another. */
    private static long ahead(long cell, long time) {
        long difference = (cell - time) << -TIME_BITS >> -TIME_BITS;
        return difference < AHEAD ? difference : -AHEAD;
    }
}
