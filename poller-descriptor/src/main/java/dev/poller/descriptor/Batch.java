// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

/**
 * The events that the kernel told last, and a cursor into them. Confined to the polling thread.
 *
 * <p>The cursor outlives a poll: what a handler's exception leaves behind is there for the next one. A batch names a
 * cookie at most once.
 */
public interface Batch {
    /** Says how many events the kernel has put there; none has been taken yet. */
    void filled(int howMany);

    /** Moves to the next event; false if there is none. */
    boolean advance();

    /** Which registration the event is about, or {@link RegistrationTable#BREAK}. */
    long cookie();

    /** What the kernel reports, in the provider's own bits. */
    int bits();
}
