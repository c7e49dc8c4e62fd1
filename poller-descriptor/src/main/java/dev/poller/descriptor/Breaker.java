// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import dev.poller.libc.ErrnoException;

/** Ends a wait on demand, by an event under the cookie {@link RegistrationTable#BREAK}. */
public interface Breaker {
    /** Makes the event. Any thread may call. */
    void signal() throws ErrnoException;

    /** Takes the event away, if fetching it has not. Called on the polling thread. */
    void drain() throws ErrnoException;

    /** True if the event is gone once it is fetched; false if it stays until {@link #drain}. */
    boolean endsByFetch();
}
