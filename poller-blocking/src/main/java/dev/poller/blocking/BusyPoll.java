// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

/**
 * Whether it pays to poll on for a moment, without waiting, before a wait in the kernel. It does while waits are short:
 * then the processor need not fall asleep and be woken, which takes longer than they do. The waits before tell, and whether
 * polling on was of use, as with Linux on virtual machines (drivers/cpuidle/governors/haltpoll.c).
 *
 * <p>Belongs to the thread that polls.
 */
final class BusyPoll {
    /** A wait takes as long again as what it waited for, since its thread has to be woken: docs/performance.md. */
    private static final int WAKING = 2;

    /** How many short waits in a row are asked for at first, and at the most. */
    private static final int FEW = 2;

    private static final int MANY = 64;

    /** Finding nothing costs twice what finding something saves, and a few of them in a row make an end. */
    private static final int LOSS = 2;

    private static final int MOST_TRUST = 8;

    private final long nanos;

    /** Below 0, how many short waits are missing; from 0 on it pays. */
    private int trust = -FEW;

    private int asked = FEW;

    /**
     * One that has seen nothing yet.
     *
     * @param nanos how long to poll on at the most; 0 for never
     */
    BusyPoll(long nanos) {
        this.nanos = nanos;
    }

    /** How long to poll on. */
    long nanos() {
        return nanos;
    }

    boolean pays() {
        return trust >= 0 && nanos > 0;
    }

    /** After a wait in the kernel. */
    void waited(long time) {
        if (trust < 0) {
            trust = time <= WAKING * nanos ? trust + 1 : -asked;
        }
    }

    /** Polling on was of use. */
    void found() {
        trust = Math.min(trust + 1, MOST_TRUST);
        asked = FEW;
    }

    /** Polling on was in vain; the more often in a row, the more short waits it takes to try again. */
    void foundNothing() {
        trust -= LOSS;
        if (trust < 0) {
            trust = -asked;
            asked = Math.min(2 * asked, MANY);
        }
    }

    @Override
    public String toString() {
        return "BusyPoll[" + nanos + " ns, trust " + trust + "]";
    }
}
