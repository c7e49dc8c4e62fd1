// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

import jdk.jfr.FlightRecorder;

/**
 * Whether anybody may be recording events. Any thread.
 *
 * <p>Asked before a class of events is touched: the first one of a program brings much of the flight recorder with it,
 * which takes longer than the first connection.
 */
public final class Recording {
    private Recording() {}

    /** False until the flight recorder of this JVM is used for the first time. */
    public static boolean isPossible() {
        return FlightRecorder.isInitialized();
    }
}
