// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.uring;

import dev.poller.Readiness;
import dev.poller.blocking.internal.end.Kind;
import dev.poller.blocking.internal.io.Operation;
import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A socket that listens; the kernel accepts before anybody asks. Confined to the ring's thread. */
final class UringListener extends UringEndpoint {
    /** Puts the number of the next connection into an array of one. */
    static final Operation<UringListener, int[]> ACCEPT = new Operation<>(
            false, false, 1, false, false, true, (listener, taken, offset, length) -> listener.accept(taken));

    private static final int CQE_F_MORE = 1 << 1;
    private static final Readiness READABLE = Readiness.of(Readiness.READABLE);

    private final ArrayDeque<Integer> accepted = new ArrayDeque<>();

    UringListener(UringPoller poller, int fd) {
        super(poller, fd);
    }

    @Override
    public Kind kind() {
        return Kind.LISTENER;
    }

    @Override
    Submission goesOn() {
        return Submission.ACCEPT;
    }

    /** A failure, such as too many descriptors, is told by the next call, after which the kernel tries again. */
    private int accept(int[] taken) throws IOException {
        Integer next = accepted.poll();
        if (next == null) {
            if (!armed) {
                ask();
            }
            return AGAIN;
        }
        if (next < 0) {
            throw new IOException("accept: errno " + -next);
        }
        taken[0] = next;
        return 1;
    }

    @Override
    @Nullable
    Readiness completed(Submission of, int result, int flags) throws IOException {
        if ((flags & CQE_F_MORE) == 0) {
            stopped();
        }
        accepted.add(result);
        if (!isOpen()) {
            discard();
            leave();
            return null;
        }
        return READABLE;
    }

    @Override
    void discard() throws IOException {
        for (int fd : accepted) {
            if (fd >= 0) {
                poller.ring().add(Submission.CLOSE, fd, 0, 0, Submission.CLOSE.data(index));
            }
        }
        accepted.clear();
    }
}
