// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

import dev.poller.Interest;
import dev.poller.Registration;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a one-shot registration armed for what is waited for: an event disarms both directions, so the other one is
 * armed again (Go does the same on Solaris, runtime/netpoll_solaris.go). Any thread.
 */
final class Arming {
    private final PollDescriptor descriptor;
    private final ReentrantLock lock = new ReentrantLock();
    /** What carries the descriptor; before the first wait. */
    volatile @Nullable Registration registration;

    /** The sides that wait, as bits of {@link DescriptorLock}; guarded by {@link #lock}. */
    private int wanted;

    Arming(PollDescriptor descriptor) {
        this.descriptor = descriptor;
    }

    void arm(int side) throws IOException {
        lock.lock();
        try {
            wanted |= side;
            armWanted();
        } finally {
            lock.unlock();
        }
    }

    void fired(boolean forReader, boolean forWriter) {
        lock.lock();
        try {
            wanted &= ~((forReader ? DescriptorLock.READ : 0) | (forWriter ? DescriptorLock.WRITE : 0));
            if (wanted != 0) {
                armWanted();
            }
        } catch (IOException | RuntimeException refused) {
            // The poller must go on, and the other side must not sleep: its next call meets the error itself.
            descriptor.read.ready();
            descriptor.write.ready();
        } finally {
            lock.unlock();
        }
    }

    private void armWanted() throws IOException {
        Registration armed = registration;
        if (armed != null) {
            armed.arm(
                    wanted == DescriptorLock.READ
                            ? Interest.READ_ONLY
                            : wanted == DescriptorLock.WRITE ? Interest.WRITE_ONLY : Interest.READ_WRITE);
        }
    }
}
