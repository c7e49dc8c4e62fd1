// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import dev.poller.Interest;
import dev.poller.Trigger;
import dev.poller.libc.Libc;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A source without a descriptor of the user's: it is watched by one of the poller's own, for as long as the
 * registration is open, and is never writable. Any thread.
 */
abstract class OwnRegistration extends DescriptorRegistration {
    private final Ground ground;

    /**
     * What such registrations are made from.
     *
     * @param libc the C library
     * @param own gets the descriptors
     * @param lifetime keeps them open during a call
     * @param registrations the poller's
     */
    record Ground(Libc libc, OwnDescriptors own, Lifetime lifetime, Registrations registrations) {
        /** What to ask the kernel for; refuses what the provider lacks. */
        int events(Set<Interest> interest, Trigger trigger) {
            registrations.events(interest, trigger);
            return registrations.events(readOnly(interest), trigger);
        }
    }

    /** A step that may be refused. */
    interface Step {
        /** On the calling thread. */
        void run() throws IOException;
    }

    OwnRegistration(Ground ground, int fd, int events, Trigger trigger, @Nullable Object attachment) {
        super(ground.registrations(), fd, events, trigger, attachment);
        this.ground = ground;
    }

    /** Begins to watch; leaves nothing behind if that, or the step before it, fails. */
    final void start(Step before) throws IOException {
        boolean opened = false;
        try {
            before.run();
            ground.registrations().add(this);
            opened = true;
        } finally {
            if (!opened) {
                markClosed();
                release();
            }
        }
    }

    private static Set<Interest> readOnly(Set<Interest> interest) {
        return interest.contains(Interest.READ) ? Interest.READ_ONLY : Interest.NONE;
    }

    @Override
    public final void arm(Set<Interest> interest) throws IOException {
        super.arm(readOnly(interest));
    }

    @Override
    public final void close() throws IOException {
        boolean first = !isMarkedClosed();
        try {
            super.close();
        } finally {
            if (first) {
                release();
            }
        }
    }

    /** Gives the descriptor back; the kernel watches it no more. */
    abstract void release() throws IOException;

    /** Makes a step unless the poller, and its descriptors with it, is closed. */
    final void within(Step step) throws IOException {
        if (ground.lifetime().tryEnter()) {
            try {
                step.run();
            } finally {
                ground.lifetime().close();
            }
        }
    }
}
