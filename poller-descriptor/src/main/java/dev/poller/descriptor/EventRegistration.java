// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import dev.poller.Interest;
import dev.poller.Trigger;
import dev.poller.UserEvent;
import dev.poller.spi.EventChannel;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A {@link UserEvent} that is watched: by a pipe, which every kernel has. Any thread. */
final class EventRegistration extends OwnRegistration implements EventChannel {
    private final OwnDescriptors own;
    private final UserEvent event;
    private final PipeBreaker pipe;

    private EventRegistration(
            Ground ground,
            UserEvent event,
            PipeBreaker pipe,
            int events,
            Trigger trigger,
            @Nullable Object attachment) {
        super(ground, pipe.fd(), events, trigger, attachment);
        this.own = ground.own();
        this.event = event;
        this.pipe = pipe;
    }

    /** Called within the poller's lifetime; leaves nothing behind if it fails. */
    static EventRegistration open(
            Ground ground, UserEvent event, Set<Interest> interest, Trigger trigger, @Nullable Object attachment)
            throws IOException {
        int events = ground.events(interest, trigger);
        PipeBreaker pipe =
                PipeBreaker.open(new Groundwork(ground.libc(), ground.own(), new SystemCalls(ground.libc())));
        EventRegistration registration = new EventRegistration(ground, event, pipe, events, trigger, attachment);
        registration.start(() -> event.attach(registration));
        return registration;
    }

    /** First nobody writes any more, then the numbers are given back. */
    @Override
    void release() throws IOException {
        event.detach(this);
        within(() -> pipe.close(own));
    }

    @Override
    public void signal() throws IOException {
        within(pipe::signal);
    }

    @Override
    public void clear() throws IOException {
        within(pipe::drain);
    }
}
