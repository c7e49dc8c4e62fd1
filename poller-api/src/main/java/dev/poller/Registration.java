// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One descriptor or channel watched by one {@link Poller}. Every method may be called from any thread, also during a
 * poll.
 */
public interface Registration extends AutoCloseable {
    /** The object given to {@link Poller#open}. */
    @Nullable
    Object attachment();

    /**
     * Sets what is waited for. On {@link Trigger#ONESHOT} it arms the next report, on {@link Trigger#LEVEL} it replaces
     * the interest, on {@link Trigger#EDGE} it does nothing and costs nothing: that interest is fixed for life.
     *
     * @param interest what to wait for; empty disarms
     * @throws IOException if the operating system refuses
     * @throws ClosedRegistrationException if this registration or its poller is closed
     */
    void arm(Set<Interest> interest) throws IOException;

    /** False once it, or its poller, is closed. */
    boolean isOpen();

    /**
     * Stops watching. When it returns, no later call of a handler names this registration; a call already under way on
     * another thread may still be finishing. The descriptor or channel stays open: it belongs to the caller, who closes
     * it <em>after</em> this. A second close does nothing.
     *
     * @throws IOException if the operating system refuses; the registration is closed all the same
     */
    @Override
    void close() throws IOException;
}
