// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import dev.poller.BadDescriptorException;
import dev.poller.Interest;
import dev.poller.KernelEvent;
import dev.poller.Trigger;
import java.io.IOException;
import java.util.Set;

/**
 * The descriptors that a kernel watches for a poller. All but {@link #events} and {@link #open} is called under the
 * lock of {@link Registrations}; all within the poller's lifetime.
 */
public interface KernelSet {
    /**
     * What to ask the kernel for, in a provider's own bits. Any thread may call.
     *
     * @throws UnsupportedOperationException if the kernel cannot, with the name of the missing capability
     */
    int events(Set<Interest> interest, Trigger trigger);

    /**
     * Starts watching {@link DescriptorRegistration#fd} for its events under its cookie; leaves nothing behind if it
     * fails.
     *
     * @throws IOException one of the typed refusals of {@link dev.poller.Poller#open}
     */
    void add(DescriptorRegistration registration) throws IOException;

    /**
     * Replaces events and cookie. The kernel looks anew: what is ready now is reported. If it fails, all is as before.
     *
     * @param oldEvents what was asked for until now
     * @param oldCookie under which it was reported until now
     * @throws BadDescriptorException if the descriptor is watched no more
     */
    void modify(DescriptorRegistration registration, int oldEvents, long oldCookie) throws IOException;

    /** Stops watching; a descriptor that is not watched any more is all right. */
    void delete(DescriptorRegistration registration) throws IOException;

    /**
     * Opens a descriptor that is readable once there is something to say of an event. Any thread may call; leaves
     * nothing behind if it fails.
     *
     * @param event one that the poller's capabilities allow
     * @throws IOException if what it is about is not there, or the operating system refuses
     */
    EventDescriptor open(KernelEvent event) throws IOException;

    /**
     * Whether a second registration of a descriptor's number, whose first is open, has to be refused. The user may have
     * closed the descriptor without a word, and the number come back.
     *
     * @param first the holder of the number
     * @return false if {@link #add} tells
     */
    boolean refusesSecond(DescriptorRegistration first) throws IOException;
}
