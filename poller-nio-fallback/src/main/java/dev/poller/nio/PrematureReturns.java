// SPDX-License-Identifier: Apache-2.0
package dev.poller.nio;

/**
 * Notices a Selector that returns again and again for nothing. Confined to the polling thread.
 *
 * <p>What counts is a return that brought nothing to hand over, before its time and with nobody having asked for it.
 * The number that select returned does not matter: JDK-6403933 showed itself as 0 in Netty (#327) and as 1 in JeroMQ
 * (#506).
 */
final class PrematureReturns {
    static final int TOLERATED = 512;

    /**
     * If even new Selectors do not help, opening them must not become the new way to burn the processor (netty #663).
     */
    private static final int MOST_TOLERATED = 1 << 20;

    private int inARow;
    private int tolerated = TOLERATED;

    /** The Selector did what it is for. */
    void ended() {
        inARow = 0;
        tolerated = TOLERATED;
    }

    /** One more for nothing; true if it is time for a new Selector. */
    boolean another() {
        if (++inARow < tolerated) {
            return false;
        }
        inARow = 0;
        tolerated = Math.min(2 * tolerated, MOST_TOLERATED);
        return true;
    }
}
