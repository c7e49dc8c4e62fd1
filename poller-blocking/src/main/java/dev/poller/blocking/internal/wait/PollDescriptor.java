// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

import dev.poller.Readiness;
import dev.poller.Registration;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A descriptor as the poller sees it: where its reader and its writer wait, and whether it is still of use. Go's
 * pollDesc. {@link Side} is for the threads that use the descriptor, {@link #ready} for the one that polls, the rest
 * for any.
 */
public class PollDescriptor {
    /** Where the reader waits. */
    public final Side read;

    /** Where the writer waits. */
    public final Side write;

    /** Keeps the descriptor open while it is used. Its closed state is this descriptor's. */
    protected final DescriptorLock lock = new DescriptorLock();

    private volatile @Nullable Throwable failure;

    /** Null where the kernel keeps the registration armed. */
    private final @Nullable Arming arming;

    /**
     * What calls of which none had to wait have used of the {@link Fairness#BUDGET}, on either side: a thread that
     * waits to read has not kept its carrier, though its writes never wait. Two threads may lose each other's counts;
     * it is about fairness.
     */
    private int used;

    /** How often in a row it was used up. */
    private byte pauses;

    /**
     * A descriptor that is not registered yet.
     *
     * @param arms true on a provider without {@link dev.poller.Capability#EDGE}: it is armed at each wait
     * @param shortReadsDrain true if a read that fills less than its room has found everything there was, unless an
     *     event tells otherwise
     */
    public PollDescriptor(boolean arms, boolean shortReadsDrain) {
        this.read = new Side(this, DescriptorLock.READ);
        this.write = new Side(this, DescriptorLock.WRITE);
        this.arming = arms ? new Arming(this) : null;
        if (!shortReadsDrain) {
            read.mark();
        }
    }

    /** Says which registration carries this descriptor; before the first wait. */
    protected final void armBy(Registration registration) {
        if (arming != null) {
            arming.registration = registration;
        }
    }

    /** What is done on a side, as the message of a timeout names it. */
    protected String operation(int side) {
        return side == DescriptorLock.READ ? "Read" : "Write";
    }

    /** What kind of thing this is. */
    public String describe() {
        return "descriptor";
    }

    /** The number the system gave it; -1 if there is none to be had. By its users. */
    protected int number() {
        return -1;
    }

    /** The last user has left after the close. On that user's thread. */
    protected void destroy() {}

    /** Hands an event to those it concerns; a side whose waiter was woken, or null. On the polling thread. */
    public final @Nullable Side ready(Readiness readiness) {
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
        Side woken = forWriter && write.ready() ? write : null;
        return forReader && read.ready() ? read : woken;
    }

    /** Makes every present and later wait fail with this cause: nobody polls any more. */
    public final void fail(Throwable cause) {
        failure = cause;
        wake();
    }

    final void checkFailure() throws IOException {
        Throwable cause = failure;
        if (cause != null) {
            throw new IOException("the poller failed: " + cause.getMessage(), cause);
        }
    }

    /** After a system call that did not have to wait. On the thread that made it. */
    protected void moved(int bytes) {
        used += Fairness.CALL + Math.min(bytes, Fairness.BUDGET);
    }

    /** Lets others run, if calls have not waited for as long as one thread may run. */
    final void pause() {
        if (used >= Fairness.BUDGET) {
            used = 0;
            Fairness.pause(++pauses);
        }
    }

    /** Before a wait: arms this side, where arming is needed. By the side's own thread, once it is published. */
    final void arm(int side) throws IOException {
        used = 0;
        pauses = 0;
        if (arming != null) {
            arming.arm(side);
        }
    }

    /** Makes all who wait look at their conditions again. */
    public final void wake() {
        read.wake();
        write.wake();
    }
}
