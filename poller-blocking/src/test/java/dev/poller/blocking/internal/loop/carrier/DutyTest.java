// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop.carrier;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A carrier that is relieved does not touch the poller any more, and one that polls is not relieved. */
class DutyTest {
    private final Duty duty = new Duty();

    @Test
    void oneThatPollsIsNotRelieved() {
        assertFalse(duty.isRunning());
        assertFalse(duty.relieve());
        duty.run();
        assertTrue(duty.isRunning());
        assertTrue(duty.endRun());
        assertFalse(duty.isRunning());
        assertFalse(duty.relieve());
    }

    @Test
    void oneThatRunsIsRelievedOnceAndForGood() {
        duty.run();
        assertTrue(duty.relieve());
        assertFalse(duty.relieve());
        assertFalse(duty.isRunning());
        assertFalse(duty.endRun());
    }
}
