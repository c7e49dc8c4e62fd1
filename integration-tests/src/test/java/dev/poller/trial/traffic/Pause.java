// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.traffic;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Lets a fault pass instead of meeting it a million times. */
public final class Pause {
    private Pause() {}

    public static void afterAFailure() {
        millis(1);
    }

    public static void millis(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
