// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import dev.poller.Interest;
import dev.poller.Trigger;
import dev.poller.UserEvent;
import dev.poller.libc.Libc;
import dev.poller.spi.EventChannel;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A {@link UserEvent} that is watched: by a pipe of the poller's own, which every kernel has, for as long as the
 * registration is open. Any thread.
 */
final class EventRegistration extends DescriptorRegistration implements EventChannel {
    private final Ground ground;
    private final UserEvent event;
    private final PipeBreaker pipe;

    /**
     * What such registrations are made from.
     *
     * @param libc the C library
     * @param own gets the pipes
     * @param lifetime keeps the pipe open during a call
     * @param registrations the poller's
     */
    record Ground(Libc libc, OwnDescriptors own, Lifetime lifetime, Registrations registrations) {}

    private EventRegistration(
            Ground ground,
            UserEvent event,
            PipeBreaker pipe,
            int events,
            Trigger trigger,
            @Nullable Object attachment) {
        super(ground.registrations(), pipe.fd(), events, trigger, attachment);
        this.ground = ground;
        this.event = event;
        this.pipe = pipe;
    }

    /** Called within the poller's lifetime; leaves nothing behind if it fails. */
    static EventRegistration open(
            Ground ground, UserEvent event, Set<Interest> interest, Trigger trigger, @Nullable Object attachment)
            throws IOException {
        ground.registrations().events(interest, trigger); // Refuses what the provider lacks.
        int events = ground.registrations().events(readOnly(interest), trigger);
        PipeBreaker pipe =
                PipeBreaker.open(new Groundwork(ground.libc(), ground.own(), new SystemCalls(ground.libc())));
        EventRegistration registration = new EventRegistration(ground, event, pipe, events, trigger, attachment);
        boolean opened = false;
        try {
            event.attach(registration);
            ground.registrations().add(registration);
            opened = true;
            return registration;
        } finally {
            if (!opened) {
                registration.markClosed();
                registration.release();
            }
        }
    }

    /** An event is never writable, whatever the kernel says of a pipe. */
    private static Set<Interest> readOnly(Set<Interest> interest) {
        return interest.contains(Interest.READ) ? Interest.READ_ONLY : Interest.NONE;
    }

    @Override
    public void arm(Set<Interest> interest) throws IOException {
        super.arm(readOnly(interest));
    }

    @Override
    public void close() throws IOException {
        boolean first = !isMarkedClosed();
        try {
            super.close();
        } finally {
            if (first) {
                release();
            }
        }
    }

    /** First nobody writes any more, then the numbers are given back. */
    private void release() throws IOException {
        event.detach(this);
        if (ground.lifetime().tryEnter()) {
            try {
                pipe.close(ground.own());
            } finally {
                ground.lifetime().close();
            }
        }
    }

    @Override
    public void signal() throws IOException {
        if (ground.lifetime().tryEnter()) {
            try {
                pipe.signal();
            } finally {
                ground.lifetime().close();
            }
        }
    }

    @Override
    public void clear() throws IOException {
        if (ground.lifetime().tryEnter()) {
            try {
                pipe.drain();
            } finally {
                ground.lifetime().close();
            }
        }
    }
}
