// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.io;

import dev.poller.blocking.internal.end.Endpoint;
import dev.poller.blocking.internal.wait.Limit;
import dev.poller.blocking.internal.wait.Side;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/**
 * A blocking operation, made of one system call that does not block: {@link #run} is the only loop there is. It has no
 * state; one object serves all threads, so that a call allocates nothing.
 *
 * @param <E> the role of what it is done with
 * @param <D> what it moves, or keeps its progress in
 */
abstract class Operation<E extends Endpoint, D> {
    /** Which side waits. */
    enum Direction {
        READ,
        WRITE
    }

    private final boolean writes;

    /** It goes on until the whole length has been moved. */
    private final boolean whole;

    Operation(Direction direction, boolean whole) {
        this.writes = direction == Direction.WRITE;
        this.whole = whole;
    }

    /**
     * Makes the system call once.
     *
     * @return how much was moved, {@link Endpoint#AGAIN}, {@link Endpoint#END} or {@link Endpoint#RESET}
     */
    abstract int attempt(E endpoint, D data, int offset, int length) throws IOException;

    /**
     * Runs it, waiting as often as need be. On the calling thread.
     *
     * @param length how much at most, or the whole of it
     * @param limit what ends this operation alone; null for nothing
     * @return how much was moved, or {@link Endpoint#END}
     * @throws IOException as {@link Side#lock} and {@link Side#again}, or as the call fails; an {@link
     *     InterruptedIOException} says how much was moved
     */
    final int run(Handle<? extends E> handle, D data, int offset, int length, @Nullable Limit limit)
            throws IOException {
        Side side = writes ? handle.write : handle.read;
        int done = 0;
        side.lock(limit);
        try {
            boolean may = side.begin();
            while (may) {
                int outcome = attempt(handle.endpoint(), data, offset + done, length - done);
                if (outcome >= 0) {
                    side.took(outcome, length - done);
                    done += outcome;
                    if (!whole || done == length) {
                        return done;
                    }
                    side.pause();
                    may = side.look();
                } else if (outcome == Endpoint.AGAIN) {
                    may = side.again();
                } else {
                    return handle.ended(outcome, writes);
                }
            }
            return shutDown();
        } catch (InterruptedIOException ended) {
            ended.bytesTransferred = done;
            throw ended;
        } finally {
            side.unlock();
        }
    }

    private int shutDown() throws SocketException {
        if (writes) {
            throw new SocketException("Socket output is shut down");
        }
        return Endpoint.END;
    }
}
