// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop.baton;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Never may two threads poll. */
class BatonTest {
    private final Baton baton = new Baton();

    @Test
    void atFirstItIsThePlatformThreads() {
        assertTrue(baton.isPlatforms());
        assertFalse(baton.beginPoll());
        assertFalse(baton.beginBorrow());
        assertFalse(baton.giveBack());
    }

    @Test
    void onceHandedOverTheAssistPolls() {
        baton.handOver();
        assertFalse(baton.isPlatforms());
        assertTrue(baton.beginPoll());
        assertFalse(baton.beginPoll());
    }

    @Test
    void whileTheAssistPollsItIsNotBorrowedAndNotGivenBack() {
        baton.handOver();
        baton.beginPoll();
        assertFalse(baton.beginBorrow());
        assertFalse(baton.giveBack());
        baton.endPoll();
        assertTrue(baton.beginBorrow());
    }

    @Test
    void whileItIsBorrowedTheAssistDoesNotPollAndDoesNotGiveItBack() {
        baton.handOver();
        assertTrue(baton.beginBorrow());
        assertFalse(baton.isPlatforms());
        assertFalse(baton.beginPoll());
        assertFalse(baton.giveBack());
        baton.endBorrow();
        assertTrue(baton.beginPoll());
    }

    @Test
    void onceGivenBackItIsThePlatformThreads() {
        baton.handOver();
        baton.beginPoll();
        baton.endPoll();
        assertTrue(baton.giveBack());
        assertTrue(baton.isPlatforms());
        assertFalse(baton.beginPoll());
    }
}
