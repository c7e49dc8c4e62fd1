// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.uring;

import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.Readiness;
import dev.poller.Registration;
import dev.poller.Trigger;
import dev.poller.blocking.internal.end.Endpoint;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A socket whose submissions go on by themselves, and its registration: what the kernel reports is not that a call may
 * succeed but what has come of one. Confined to the ring's thread.
 *
 * <p>It leaves the table of its poller, and its descriptor is closed, when the last of its submissions has completed:
 * until then the kernel may still write of it.
 */
abstract class UringEndpoint implements Endpoint, Registration {
    final UringPoller poller;
    final int fd;

    /** Its place in the table; belongs to the poller. */
    int index;

    /** The kernel goes on with the submission that is multishot. */
    boolean armed;

    private @Nullable Object attachment;
    private boolean cancelling;
    private boolean closed;
    private boolean gone;

    UringEndpoint(UringPoller poller, int fd) {
        this.poller = poller;
        this.fd = fd;
    }

    @Override
    public final int fd() {
        return fd;
    }

    @Override
    public final Registration register(Poller on, Trigger trigger, Object attached) throws IOException {
        attachment = attached;
        poller.add(this);
        ask();
        return this;
    }

    @Override
    public final @Nullable Object attachment() {
        return attachment;
    }

    @Override
    public final void arm(Set<Interest> interest) {
        // As on EDGE: what is to come is asked for already.
    }

    @Override
    public final boolean isOpen() {
        return !closed;
    }

    /** What asks for all that comes, until the kernel says that it has stopped. */
    abstract Submission goesOn();

    /** A submission has completed; what its waiter is to be told, null for nothing. */
    abstract @Nullable Readiness completed(Submission of, int result, int flags) throws IOException;

    /** True while the kernel has another submission than {@link #goesOn}. */
    boolean isUnderWay() {
        return false;
    }

    /** Gives back what was received and not read. */
    abstract void discard() throws IOException;

    /** Asks for what comes. */
    final void ask() throws IOException {
        poller.ring().add(goesOn(), fd, 0, 0, goesOn().data(index));
        armed = true;
    }

    /** The kernel has stopped. */
    final void stopped() {
        armed = false;
        cancelling = false;
    }

    /** The kernel is not to go on, at least for now. */
    final void cancel() throws IOException {
        if (armed && !cancelling) {
            cancelling = true;
            poller.ring().add(Submission.CANCEL, -1, goesOn().data(index), 0, Submission.CANCEL.data(index));
        }
    }

    /** The kernel has not found, just then, what was to be cancelled. */
    final void cancelFailed() throws IOException {
        cancelling = false;
        if (closed) {
            cancel();
        }
    }

    /** Ends it; a second call, as for the registration and then for the endpoint, does nothing. */
    @Override
    public final void close() throws IOException {
        if (!closed) {
            closed = true;
            discard();
            cancel();
            leave();
        }
    }

    /** Closes the descriptor, once it is closed here and the kernel has nothing of it any more. */
    final void leave() throws IOException {
        if (closed && !gone && !armed && !isUnderWay()) {
            gone = true;
            poller.remove(this);
            poller.ring().add(Submission.CLOSE, fd, 0, 0, Submission.CLOSE.data(index));
        }
    }
}
