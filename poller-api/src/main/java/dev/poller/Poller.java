// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches descriptors, channels and events, and reports which are ready. One thread polls at a time; every other method
 * may be called from any thread, also while a poll waits.
 *
 * <p>A poller never closes a descriptor or channel it was given.
 */
public interface Poller extends AutoCloseable {
    /** The name of the provider that made this poller, for example {@code epoll}. */
    String provider();

    /** What this poller can do; the set does not change. */
    Set<Capability> capabilities();

    /**
     * Starts watching. What is ready already is reported by the next poll.
     *
     * @param source a descriptor, a channel, or an event; it belongs to the caller. Of events of the kernel this opens
     *     descriptors of its own, for as long as the registration is open
     * @param interest what to wait for; empty registers disarmed
     * @param trigger when it is reported again
     * @param attachment kept for {@link Registration#attachment}
     * @throws AlreadyRegisteredException if this poller watches the source already
     * @throws NotPollableException if a descriptor is of a kind that cannot be waited for, such as a regular file
     * @throws BadDescriptorException if a descriptor is not open
     * @throws java.nio.channels.IllegalBlockingModeException if a channel is in blocking mode
     * @throws java.nio.channels.ClosedChannelException if a channel is closed
     * @throws RegistrationLimitException if the system's limit of registrations is reached
     * @throws IllegalArgumentException if a descriptor is one of this poller's own
     * @throws UnsupportedOperationException if a capability is missing
     * @throws ClosedPollerException if this poller is closed
     * @throws IOException if the operating system refuses for another reason
     */
    Registration open(Source source, Set<Interest> interest, Trigger trigger, @Nullable Object attachment)
            throws IOException;

    /**
     * Waits until something is ready, the poll is broken, or the timeout has passed, and hands each ready registration
     * to the handler. Where the wait is a system call it holds the calling thread: from a virtual thread only 0 is
     * advisable. An interrupt does not end the wait.
     *
     * @param timeoutNanos nanoseconds; negative waits forever, 0 looks and returns
     * @param handler called on this thread
     * @return how many registrations were handed over; 0 after a break or a timeout
     * @throws ConcurrentPollException if another thread polls this poller, or the handler does
     * @throws ClosedPollerException if this poller is closed, before or during the wait
     * @throws IOException if the operating system refuses
     */
    int poll(long timeoutNanos, ReadyHandler handler) throws IOException;

    /**
     * Ends a waiting poll, or the next one that would wait. Many breaks before that poll count as one; a poll with
     * timeout 0 does not use one up. On a closed poller it does nothing.
     */
    void breakPoll();

    /**
     * True for the descriptors that this poller created for itself. Do not register or close them.
     *
     * @param fd a descriptor number
     */
    boolean isPollDescriptor(int fd);

    /** How many registrations are open. */
    int registrations();

    /** How many events were dropped because their registration had been closed meanwhile. */
    long staleEvents();

    /** How many breaks were passed on to the system: one that finds another pending counts with it. */
    long breaksSent();

    /** False once closed. */
    boolean isOpen();

    /**
     * Closes this poller and every registration. A poll under way ends with {@link ClosedPollerException} and returns
     * the poller's descriptors; without one they are returned before this method is. A second close does nothing.
     *
     * @throws IOException if the operating system refuses; the poller is closed all the same
     */
    @Override
    void close() throws IOException;
}
