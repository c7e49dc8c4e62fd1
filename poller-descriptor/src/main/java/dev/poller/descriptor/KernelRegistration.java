// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import dev.poller.Interest;
import dev.poller.KernelEvent;
import dev.poller.ProcessEnd;
import dev.poller.Readiness;
import dev.poller.Trigger;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A {@link KernelEvent} that is watched, by a descriptor of the poller's own for as long as the registration is open.
 * Any thread.
 */
final class KernelRegistration extends OwnRegistration {
    private final EventDescriptor descriptor;

    /** True if there is one thing to tell, and never another. */
    private final boolean once;

    /** Held while the descriptor is asked, and while it is given back: its number may then be another's. */
    private final ReentrantLock lock = new ReentrantLock();

    private boolean released;

    /** With the lock, as the last one. */
    private boolean told;

    private KernelRegistration(
            Ground ground,
            EventDescriptor descriptor,
            boolean once,
            int events,
            Trigger trigger,
            @Nullable Object attachment) {
        super(ground, descriptor.fd(), events, trigger, attachment);
        this.descriptor = descriptor;
        this.once = once;
    }

    /**
     * Called within the poller's lifetime; leaves nothing behind if it fails.
     *
     * @param kernel opens the descriptor
     */
    static KernelRegistration open(
            Ground ground,
            KernelSet kernel,
            KernelEvent event,
            Set<Interest> interest,
            Trigger trigger,
            @Nullable Object attachment)
            throws IOException {
        int events = ground.events(interest, trigger);
        KernelRegistration registration = new KernelRegistration(
                ground, kernel.open(event), event instanceof ProcessEnd, events, trigger, attachment);
        registration.start(() -> event.attach(registration));
        return registration;
    }

    /** A pidfd is readable from the end of its process on, and hung up once somebody has waited for that: one event. */
    @Override
    int handedOver(int ready) throws IOException {
        lock.lock();
        try {
            if (released || (once && told && trigger() == Trigger.EDGE) || !descriptor.tell()) {
                return 0;
            }
            told = true;
            return Readiness.READABLE;
        } finally {
            lock.unlock();
        }
    }

    @Override
    void release() throws IOException {
        lock.lock();
        try {
            released = true;
            within(descriptor::close);
        } finally {
            lock.unlock();
        }
    }
}
