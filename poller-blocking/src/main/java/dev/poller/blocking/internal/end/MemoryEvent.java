// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import dev.poller.Interest;
import dev.poller.KernelEvent;
import dev.poller.Poller;
import dev.poller.ProcessEnd;
import dev.poller.Registration;
import dev.poller.Trigger;
import java.io.IOException;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Something in memory that is waited for like a descriptor. Whoever changes it tells, or the poller does, of what the
 * kernel says.
 */
public final class MemoryEvent implements Awaited {
    private final @Nullable KernelEvent source;
    private final BooleanSupplier happened;
    private volatile Runnable atClose = () -> {};

    /**
     * An event.
     *
     * @param happened looks whether there is nothing to wait for; called by any thread
     */
    public MemoryEvent(BooleanSupplier happened) {
        this.source = null;
        this.happened = happened;
    }

    /** The end of a process. */
    public MemoryEvent(ProcessEnd source) {
        this.source = source;
        this.happened = source::hasEnded;
    }

    /** Runs this when the last user has left after the close. Does not refer to the owner. */
    public void atClose(Runnable action) {
        atClose = action;
    }

    @Override
    public Kind kind() {
        return Kind.EVENT;
    }

    @Override
    public boolean isReady(Interest interest) {
        return happened.getAsBoolean();
    }

    @Override
    public Registration register(Poller poller, Trigger trigger, Object attachment) throws IOException {
        KernelEvent told = source;
        if (told == null) {
            return new Unwatched(attachment);
        }
        return poller.open(told, trigger == Trigger.ONESHOT ? Interest.NONE : Interest.READ_ONLY, trigger, attachment);
    }

    @Override
    public void close() {
        atClose.run();
    }

    /** The registration of what no poller watches. Any thread. */
    public static class Unwatched implements Registration {
        private final Object attachment;
        private volatile boolean open = true;

        /** Of this. */
        public Unwatched(Object attachment) {
            this.attachment = attachment;
        }

        @Override
        public final Object attachment() {
            return attachment;
        }

        @Override
        public final void arm(Set<Interest> interest) {}

        @Override
        public final boolean isOpen() {
            return open;
        }

        @Override
        public void close() throws IOException {
            open = false;
        }
    }
}
