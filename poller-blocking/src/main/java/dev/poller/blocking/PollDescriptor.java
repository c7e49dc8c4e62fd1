// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.Interest;
import dev.poller.Readiness;
import dev.poller.Registration;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A descriptor as the poller sees it: where its reader and its writer wait, until when, and whether it is still of use.
 * Go's pollDesc. {@link PollSide} is for the threads that use the descriptor, {@link #ready} for the one that polls, the
 * rest for any.
 */
final class PollDescriptor {
    /** Calls that a virtual thread makes without waiting before it lets others run; as many as tokio's budget. */
    private static final int BUDGET = 128;

    /**
     * Calls after which it leaves its carrier's queue: threads that yield stay in it, and while it is not empty the JDK's
     * scheduler takes none of those that were woken from elsewhere (ForkJoinPool.topLevelExec, JDK 25).
     */
    private static final int LEAVE = 4 * BUDGET;

    final PollSide read;
    final PollSide write;

    /** Its closed state is this descriptor's. */
    final DescriptorLock lock;

    private volatile @Nullable Throwable failure;
    private volatile @Nullable Registration registration;

    /** Null where the kernel keeps the registration armed. */
    private final @Nullable Arming arming;

    private volatile Use use = Use.STREAM;

    /**
     * Calls in a row of which none had to wait, on either side: a thread that waits to read has not kept its carrier,
     * though its writes never wait. Two threads may lose each other's counts; it is about fairness.
     */
    private int streak;

    /**
     * A descriptor that is not registered yet.
     *
     * @param lock is closed before {@link #wake} is called for it, and wakes those who queue when a deadline passes
     * @param arms true on a provider without {@link dev.poller.Capability#EDGE}: it is armed at each wait
     * @param shortReadsDrain true if events tell of everything that can end a read early
     */
    PollDescriptor(DescriptorLock lock, boolean arms, boolean shortReadsDrain) {
        this.lock = lock;
        this.read = new PollSide(this, DescriptorLock.READ);
        this.write = new PollSide(this, DescriptorLock.WRITE);
        this.arming = arms ? new Arming() : null;
        if (!shortReadsDrain) {
            read.mark();
        }
    }

    /** Says which registration carries this descriptor; before the first wait. */
    void registered(Registration by) {
        registration = by;
    }

    @Nullable
    Registration registration() {
        return registration;
    }

    /** Hands an event to those it concerns; a side whose waiter was woken, or null. On the polling thread. */
    @Nullable
    PollSide ready(Readiness readiness) {
        boolean any = readiness.error();
        // kqueue may tell of an urgent mark after the reader has read up to it, and of nothing else then.
        boolean forReader = any || readiness.readable() || readiness.readClosed() || readiness.priority();
        boolean forWriter = any || readiness.writable() || readiness.writeClosed();
        // First this: a thread that is woken arms again at once, and that must not be taken for what has fired.
        if (arming != null) {
            arming.fired(forReader, forWriter);
        }
        if (any || readiness.readClosed() || readiness.priority()) {
            read.mark();
        }
        PollSide woken = forWriter && write.ready() ? write : null;
        return forReader && read.ready() ? read : woken;
    }

    /** Makes every present and later wait fail with this cause: nobody polls any more. */
    void fail(Throwable cause) {
        failure = cause;
        wake();
    }

    /** True from the beginning of a close on. */
    boolean closing() {
        return lock.isClosed();
    }

    /** What this is used for; for the message of a timeout. */
    Use use() {
        return use;
    }

    void use(Use now) {
        use = now;
    }

    void checkFailure() throws IOException {
        Throwable cause = failure;
        if (cause != null) {
            throw new IOException("the poller failed: " + cause.getMessage(), cause);
        }
    }

    /** After a system call that did not have to wait. */
    @SuppressWarnings("ThreadPriorityCheck") // fairness, not correctness
    void moved() {
        int calls = ++streak;
        if (calls % BUDGET == 0 && ThreadKind.currentIsVirtual()) {
            // Nothing takes the carrier from a thread whose peer is always ahead of it.
            if (calls % LEAVE == 0) {
                LockSupport.parkNanos(this, 1);
            } else {
                Thread.yield();
            }
        }
    }

    /** Before a wait: arms this side, where arming is needed. By the side's own thread, once it is published. */
    void arm(int side) throws IOException {
        streak = 0;
        if (arming != null) {
            arming.arm(side);
        }
    }

    /** Makes all who wait look at their conditions again. */
    void wake() {
        read.wake();
        write.wake();
    }

    /**
     * Keeps a one-shot registration armed for what is waited for: an event disarms both directions, so the other one is
     * armed again (Go does the same on Solaris, runtime/netpoll_solaris.go).
     */
    private final class Arming {
        private final ReentrantLock lock = new ReentrantLock();

        /** The sides that wait, as bits of {@link DescriptorLock}; guarded by {@link #lock}. */
        private int wanted;

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
                read.ready();
                write.ready();
            } finally {
                lock.unlock();
            }
        }

        private void armWanted() throws IOException {
            Registration armed = registration;
            if (armed != null) {
                armed.arm(interest(wanted));
            }
        }

        private static Set<Interest> interest(int sides) {
            return switch (sides) {
                case DescriptorLock.READ -> Interest.READ_ONLY;
                case DescriptorLock.WRITE -> Interest.WRITE_ONLY;
                case DescriptorLock.READ | DescriptorLock.WRITE -> Interest.READ_WRITE;
                default -> EnumSet.noneOf(Interest.class);
            };
        }
    }
}
