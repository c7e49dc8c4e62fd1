// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import java.util.concurrent.atomic.LongAdder;

/** How many sockets there were. Any thread. */
final class Tally {
    static final LongAdder CONNECTED = new LongAdder();
    static final LongAdder ACCEPTED = new LongAdder();
    static final LongAdder LISTENING = new LongAdder();
    static final LongAdder FAILED = new LongAdder();

    private Tally() {}

    /** One line. */
    static String line() {
        return "on Poller: " + CONNECTED.sum() + " connected, " + ACCEPTED.sum() + " accepted, " + LISTENING.sum()
                + " listening, " + FAILED.sum() + " failed to connect";
    }
}
