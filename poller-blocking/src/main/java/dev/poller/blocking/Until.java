// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.blocking.internal.io.Handle;
import dev.poller.blocking.internal.wait.Deadline;
import dev.poller.blocking.internal.wait.Limit;
import dev.poller.blocking.internal.wait.StopSignal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What ends one operation, beside the deadlines of what it is done with: a point in time, a {@link Cancellation}, or
 * either. The same one may be used for many operations, one after the other or at once: then they share the point in
 * time. Immutable; any thread.
 *
 * <p>An operation that it ends, or that begins when it has come already, throws {@link java.net.SocketTimeoutException}
 * or {@link OperationCancelledException}, also if it would not have had to wait. {@code bytesTransferred} says how many
 * bytes a write has moved. The stream stays usable; what {@code connect} was opening is closed.
 *
 * {@snippet file="dev/poller/examples/Limits.java" region="until"}
 */
public final class Until {
    /** Nothing ends it. */
    public static final Until FOREVER = new Until(Deadline.NONE, null, false, false);

    private final long deadline;
    private final @Nullable Cancellation cancellation;
    private final boolean uninterrupted;
    private final boolean whileWaiting;

    private Until(long deadline, @Nullable Cancellation cancellation, boolean uninterrupted, boolean whileWaiting) {
        this.deadline = deadline;
        this.cancellation = cancellation;
        this.uninterrupted = uninterrupted;
        this.whileWaiting = whileWaiting;
    }

    /**
     * A point in time.
     *
     * @param fromNow the distance; zero or negative has passed already
     */
    public static Until in(Duration fromNow) {
        return new Until(Deadline.after(fromNow), null, false, false);
    }

    /**
     * A cancellation.
     *
     * @param cancellation to be given by any thread
     */
    public static Until cancelled(Cancellation cancellation) {
        return new Until(Deadline.NONE, cancellation, false, false);
    }

    /**
     * Whichever comes first, this point in time or that cancellation.
     *
     * @param also takes the place of one that is set already
     */
    public Until orCancelled(Cancellation also) {
        return new Until(deadline, also, uninterrupted, whileWaiting);
    }

    /** The same, but an interrupt does not end the operation: it only sets the thread's status, once that has ended. */
    public Until uninterrupted() {
        return new Until(deadline, cancellation, true, whileWaiting);
    }

    /**
     * The same, but the point in time ends only waits: an operation that need not wait is done also if it has passed,
     * as with the timeouts of java.net.
     */
    public Until whileWaiting() {
        return new Until(deadline, cancellation, uninterrupted, true);
    }

    /** The soonest of this and another point in time, with this cancellation. */
    Until orAt(long other) {
        boolean sooner = deadline == Deadline.NONE || (other != Deadline.NONE && Deadline.notLater(other, deadline));
        return sooner ? new Until(other, cancellation, uninterrupted, whileWaiting) : this;
    }

    long deadline() {
        return deadline;
    }

    /** For one operation, by its thread; null if nothing ends it. */
    @Nullable
    Limit limit(Handle<?> handle, String operation) {
        return this == FOREVER ? null : alwaysLimit(handle, operation);
    }

    /** As {@link #limit}, but never null. */
    Limit alwaysLimit(Handle<?> handle, String operation) {
        StopSignal signal = cancellation == null ? null : cancellation.signal();
        return new Limit(operation, deadline, signal, uninterrupted, whileWaiting, handle.timers());
    }
}
