// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop.carrier;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tasks by rank, a number that says how late each comes: the lowest first, and first in, first out within one. Adding
 * and taking cost the same however many there are: a ring of lists, one for each of {@link #WINDOW} ranks in a row, and
 * a bit for each list that is not empty. Confined to whoever holds the lock of the {@link FairQueue}.
 */
final class Ranks {
    /** How far the ranks of what waits may lie apart; what would come later still comes last. */
    static final int WINDOW = Long.SIZE;

    private static final int NONE = -1;

    /** Who may be overtaken waits for no more than twice the turns of those that were there before. */
    private static final int PATIENCE = 2;

    private final int[] first = new int[WINDOW];
    private final int[] last = new int[WINDOW];
    private long occupied;

    /** The nodes of the lists, and of the free ones another. */
    private @Nullable Runnable[] tasks;

    private int[] next;
    private int free;

    /** How many have been taken when a node is overdue; as {@link #taken} it wraps. */
    private int[] overdue;

    private int taken;

    /** No rank in use is lower, or higher; of no meaning while there is nothing. Less than the window apart. */
    private long base;

    private long top;

    private int size;

    /**
     * With nothing in it.
     *
     * @param capacity how many tasks it holds without allocating
     */
    Ranks(int capacity) {
        tasks = new @Nullable Runnable[capacity];
        next = new int[capacity];
        overdue = new int[capacity];
        chain(0);
    }

    int size() {
        return size;
    }

    /** Puts one behind those of its rank. A rank that does not fit into the window with the others is moved into it. */
    void add(Runnable task, long rank) {
        if (size == 0) {
            base = rank;
            top = rank;
        } else if (rank < base && top - rank < WINDOW) {
            base = rank;
        }
        long within = Math.max(base, Math.min(rank, base + WINDOW - 1));
        top = Math.max(top, within);
        int slot = (int) within & (WINDOW - 1);
        int node = allocate();
        tasks[node] = task;
        next[node] = NONE;
        overdue[node] = taken + PATIENCE * size;
        if ((occupied & 1L << slot) == 0) {
            occupied |= 1L << slot;
            first[slot] = node;
        } else {
            next[last[slot]] = node;
        }
        last[slot] = node;
        size++;
    }

    /** The first of the lowest rank; null if there is none. */
    @Nullable
    Runnable take() {
        if (size == 0) {
            return null;
        }
        base += Long.numberOfTrailingZeros(Long.rotateRight(occupied, (int) base));
        return takeFirst((int) base & (WINDOW - 1));
    }

    /**
     * The first of the lowest rank above this one, if it is overdue; null otherwise.
     *
     * @param rank below which are those that overtake
     */
    @Nullable
    Runnable takeOverdue(long rank) {
        if (size == 0 || rank < base || rank >= top) {
            return null;
        }
        long above = Long.rotateRight(occupied, (int) rank + 1) & (1L << (top - rank)) - 1;
        int slot = ((int) rank + 1 + Long.numberOfTrailingZeros(above)) & (WINDOW - 1);
        return above == 0 || overdue[first[slot]] - taken > 0 ? null : takeFirst(slot);
    }

    private @Nullable Runnable takeFirst(int slot) {
        int node = first[slot];
        Runnable task = tasks[node];
        tasks[node] = null;
        if (next[node] == NONE) {
            occupied &= ~(1L << slot);
        } else {
            first[slot] = next[node];
        }
        next[node] = free;
        free = node;
        size--;
        taken++;
        return task;
    }

    /** The rank of what was taken last. */
    long rank() {
        return base;
    }

    private int allocate() {
        if (free == NONE) {
            int before = tasks.length;
            tasks = Arrays.copyOf(tasks, 2 * before);
            next = Arrays.copyOf(next, 2 * before);
            overdue = Arrays.copyOf(overdue, 2 * before);
            chain(before);
        }
        int node = free;
        free = next[node];
        return node;
    }

    /** All nodes from this one on are free. */
    private void chain(int from) {
        for (int i = from; i < next.length; i++) {
            next[i] = i + 1 < next.length ? i + 1 : NONE;
        }
        free = from;
    }
}
