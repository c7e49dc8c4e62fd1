// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/** When a connect of several steps has to be done. Immutable. */
final class ConnectDeadline {
    private final boolean never;
    private final long nanoTime;

    private ConnectDeadline(boolean never, long nanoTime) {
        this.never = never;
        this.nanoTime = nanoTime;
    }

    /**
     * From now on.
     *
     * @param millis 0 for as long as it takes
     */
    static ConnectDeadline in(int millis) {
        return new ConnectDeadline(millis == 0, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** What is left for the next step, in milliseconds and more than 0; 0 for as long as it takes. */
    int remaining() throws SocketTimeoutException {
        if (never) {
            return 0;
        }
        long nanos = nanoTime - System.nanoTime();
        if (nanos <= 0) {
            throw new SocketTimeoutException();
        }
        return (int) TimeUnit.NANOSECONDS.toMillis(nanos + 999_999);
    }
}
