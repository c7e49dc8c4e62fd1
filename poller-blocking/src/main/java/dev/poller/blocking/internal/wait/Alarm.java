// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

/** A point in time that is an event for whoever waits on a side. */
public final class Alarm extends Timer {
    private final Side side;

    /** Not set yet. */
    public Alarm(Side side) {
        this.side = side;
    }

    @Override
    void expired() {
        side.ready();
    }
}
