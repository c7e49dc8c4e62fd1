// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import dev.poller.ClosedRegistrationException;
import dev.poller.Interest;
import dev.poller.Registration;
import dev.poller.Trigger;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One watched descriptor. Any thread may call; fields are written under the lock of {@link Registrations}, and read
 * without it by the polling thread.
 */
public class DescriptorRegistration implements Registration {
    private final Registrations registrations;
    private final int fd;
    private final Trigger trigger;
    private final @Nullable Object attachment;

    /** What the kernel is asked for. */
    private volatile int events;

    /** Identifies what the kernel was told last; RegistrationTable. */
    private volatile long cookie;

    /** The polling thread's: what {@link #spend} was told last. */
    private long spentCookie = RegistrationTable.BREAK;

    private int firstGeneration;
    private volatile boolean closed;

    DescriptorRegistration(
            Registrations registrations, int fd, int events, Trigger trigger, @Nullable Object attachment) {
        this.registrations = registrations;
        this.fd = fd;
        this.events = events;
        this.trigger = trigger;
        this.attachment = attachment;
    }

    @Override
    public final @Nullable Object attachment() {
        return attachment;
    }

    @Override
    public void arm(Set<Interest> interest) throws IOException {
        if (trigger == Trigger.EDGE) {
            if (!isOpen()) {
                throw new ClosedRegistrationException();
            }
            return;
        }
        registrations.arm(this, interest);
    }

    @Override
    public final boolean isOpen() {
        return !closed && registrations.isOpen();
    }

    @Override
    public void close() throws IOException {
        registrations.close(this);
    }

    /**
     * What to hand over of what the kernel has reported, not 0. Called by the polling thread.
     *
     * @param ready bits of {@link dev.poller.Readiness}
     * @return such bits; 0 for nothing
     */
    int handedOver(int ready) throws IOException {
        return ready;
    }

    /** The descriptor's number. */
    public final int fd() {
        return fd;
    }

    /** When it is reported again. */
    public final Trigger trigger() {
        return trigger;
    }

    /** What the kernel is asked for. */
    public final int events() {
        return events;
    }

    /** What identifies its events now. */
    public final long cookie() {
        return cookie;
    }

    /** Called once, before the registration can be found. */
    void begin(long firstCookie) {
        firstGeneration = RegistrationTable.generation(firstCookie);
        cookie = firstCookie;
    }

    /** What the kernel is about to be told, so that no event of it can come unknown. */
    void expect(int newEvents, long newCookie) {
        events = newEvents;
        cookie = newCookie;
    }

    /** True if a cookie of this slot is an earlier one of this registration, and not of a predecessor. */
    boolean hadCookie(long earlier) {
        return RegistrationTable.generation(earlier) - firstGeneration >= 0;
    }

    /**
     * For a kernel that does not disarm the whole of a one-shot registration: it is reported once under a cookie.
     * Called by the polling thread.
     *
     * @return false if it has been
     */
    public final boolean spend(long reportedCookie) {
        if (spentCookie == reportedCookie) {
            return false;
        }
        spentCookie = reportedCookie;
        return true;
    }

    void markClosed() {
        closed = true;
    }

    /** True if it was closed itself, whatever its poller is. */
    boolean isMarkedClosed() {
        return closed;
    }

    /** For example {@code fd 17 EDGE}. */
    @Override
    public String toString() {
        return "fd " + fd + " " + trigger;
    }
}
