// SPDX-License-Identifier: Apache-2.0
package dev.poller.nio;

import dev.poller.Interest;
import dev.poller.Trigger;
import dev.poller.UserEvent;
import dev.poller.spi.EventChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A {@link UserEvent} that is watched: by a pipe of its own, for as long as the registration is open. Any thread. */
final class EventRegistration extends NioRegistration implements EventChannel {
    private final UserEvent event;
    private final Pipe pipe;

    /** One byte, for one signal; guarded by the event's lock. */
    private final ByteBuffer signal = ByteBuffer.allocateDirect(1);

    private EventRegistration(
            NioPoller poller,
            UserEvent event,
            Pipe pipe,
            Trigger trigger,
            @Nullable Object attachment,
            SelectionKey key) {
        super(poller, pipe.source(), trigger, attachment, key);
        this.event = event;
        this.pipe = pipe;
    }

    /** Leaves nothing behind if it fails. */
    static EventRegistration open(
            NioPoller poller, UserEvent event, Set<Interest> interest, Trigger trigger, @Nullable Object attachment)
            throws IOException {
        Ops.wanted(interest); // Refuses what the provider lacks.
        Pipe pipe = Pipe.open();
        EventRegistration registration = null;
        boolean opened = false;
        try {
            pipe.source().configureBlocking(false);
            pipe.sink().configureBlocking(false);
            registration = poller.open(
                    pipe.source(),
                    readOnly(interest),
                    key -> new EventRegistration(poller, event, pipe, trigger, attachment, key));
            event.attach(registration);
            opened = true;
            return registration;
        } finally {
            if (!opened) {
                if (registration != null) {
                    registration.close();
                }
                close(pipe);
            }
        }
    }

    /** An event is never writable. */
    private static Set<Interest> readOnly(Set<Interest> interest) {
        return interest.contains(Interest.READ) ? Interest.READ_ONLY : Interest.NONE;
    }

    @Override
    public void arm(Set<Interest> interest) throws IOException {
        super.arm(readOnly(interest));
    }

    @Override
    public void close() throws IOException {
        super.close();
        event.detach(this);
        close(pipe);
    }

    @Override
    void pollerClosed() throws IOException {
        close(pipe);
    }

    private static void close(Pipe pipe) throws IOException {
        try {
            pipe.sink().close();
        } finally {
            pipe.source().close();
        }
    }

    @Override
    public void signal() throws IOException {
        try {
            pipe.sink().write(signal.clear());
        } catch (ClosedChannelException closed) {
            // The poller is closed, and nobody is there to hear it.
        }
    }

    @Override
    public void clear() throws IOException {
        try {
            pipe.source().read(signal.clear());
        } catch (ClosedChannelException closed) {
            // As above.
        }
    }
}
