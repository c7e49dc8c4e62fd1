// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

import java.io.IOException;

/** What ends a wait besides readiness. Read with volatile semantics on every turn of the waiting loop. */
interface Waitable {
    /**
     * True if the wait is to end without an exception, for the caller to look again.
     *
     * @throws IOException if the operation is to fail: closed, broken, out of time
     */
    boolean mayReturn() throws IOException;
}
