// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.Registration;
import dev.poller.Trigger;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Something in memory that is waited for like a descriptor: no poller knows of it, whoever changes it tells. */
public final class MemoryEvent implements Awaited {
    private final BooleanSupplier happened;
    private volatile Runnable atClose = () -> {};

    /**
     * An event.
     *
     * @param happened looks whether there is nothing to wait for; called by any thread
     */
    public MemoryEvent(BooleanSupplier happened) {
        this.happened = happened;
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
    public Registration register(Poller poller, Trigger trigger, Object attachment) {
        return new Unwatched(attachment);
    }

    @Override
    public void close() {
        atClose.run();
    }

    /** The registration of what no poller watches. Any thread. */
    public static final class Unwatched implements Registration {
        private final Object attachment;
        private volatile boolean open = true;

        /** Of this. */
        public Unwatched(Object attachment) {
            this.attachment = attachment;
        }

        @Override
        public Object attachment() {
            return attachment;
        }

        @Override
        public void arm(Set<Interest> interest) {}

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }
    }
}
