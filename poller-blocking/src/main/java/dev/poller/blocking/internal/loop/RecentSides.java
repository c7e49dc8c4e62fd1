// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop;

/**
 * The sides whose threads were woken last: whether a few wait for each other's answers, or many come one after the
 * other. It has their identity hashes, so that it holds no closed descriptor. Confined to the thread that polls.
 */
final class RecentSides {
    /** So many, taking turns, are a few. */
    static final int FEW = 8;

    private final int[] hashes = new int[FEW];
    private int oldest;

    /** The thread of this side was woken; true if it was among the last ones woken before, too. */
    boolean add(Object side) {
        int added = System.identityHashCode(side);
        for (int hash : hashes) {
            if (hash == added) {
                return true;
            }
        }
        hashes[oldest] = added;
        oldest = (oldest + 1) % FEW;
        return false;
    }
}
