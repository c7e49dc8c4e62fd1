// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

import java.io.IOException;
import java.io.InterruptedIOException;

/** What ends a wait besides readiness. Read with volatile semantics on every turn of the waiting loop. */
interface Waitable {
    /**
     * True if the wait is to end without an exception, for the caller to look again.
     *
     * @throws IOException if the operation is to fail: closed, broken, out of time
     */
    boolean mayReturn() throws IOException;

    /**
     * The thread that waits has been interrupted. By that thread.
     *
     * @throws InterruptedIOException if that ends the wait; its status stays set
     */
    default void interrupted() throws InterruptedIOException {
        throw new InterruptedIOException("interrupted while waiting");
    }
}
