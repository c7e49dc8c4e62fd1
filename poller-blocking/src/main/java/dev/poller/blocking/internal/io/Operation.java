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
 * A blocking operation, made of one system call that does not block: {@link #run} is the only loop there is. A thread
 * that waits keeps its frames, so it waits in this one and not in one below. An operation has no state; one object
 * serves all threads, so that a call allocates nothing. It is a record because HotSpot trusts the fields of one: the
 * system call of a constant operation is inlined.
 *
 * @param writes the writer's side waits, else the reader's
 * @param whole it goes on until the whole length has been moved
 * @param most how much one call moves at most
 * @param onlyWaits an event is all it wants
 * @param movesBytes what it moves are bytes
 * @param shortDrains less than there was room for says that there was no more
 * @param call makes the system call
 * @param <E> the role of what it is done with
 * @param <D> what it moves, or keeps its progress in
 */
public record Operation<E extends Endpoint, D>(
        boolean writes,
        boolean whole,
        int most,
        boolean onlyWaits,
        boolean movesBytes,
        boolean shortDrains,
        Call<E, D> call) {
    /** Which side waits. */
    enum Direction {
        READ,
        WRITE
    }

    /** Reads bytes, as many as one call finds. */
    static <E extends Endpoint, D> Operation<E, D> reading(int most, Call<E, D> call) {
        return new Operation<>(false, false, most, false, true, true, call);
    }

    /** Writes all bytes, so many at most at once. */
    static <E extends Endpoint, D> Operation<E, D> writing(int most, Call<E, D> call) {
        return new Operation<>(true, true, most, false, true, true, call);
    }

    /** One that moves none. */
    Operation(Direction direction, boolean onlyWaits, Call<E, D> call) {
        this(direction == Direction.WRITE, false, 1, onlyWaits, false, true, call);
    }

    /** One that moves no bytes, or as many as it likes. */
    Operation(Direction direction, int most, boolean movesBytes, Call<E, D> call) {
        this(direction == Direction.WRITE, false, most, false, movesBytes, false, call);
    }

    /**
     * The system call.
     *
     * @param <E> the role of what it is done with
     * @param <D> what it moves, or keeps its progress in
     */
    @FunctionalInterface
    public interface Call<E, D> {
        /**
         * Makes it once.
         *
         * @return how much was moved, {@link Endpoint#AGAIN}, {@link Endpoint#END} or {@link Endpoint#RESET}
         */
        int attempt(E endpoint, D data, int offset, int length) throws IOException;

        /** How many bytes one has moved that returned this. */
        default int bytes(D data, int outcome) {
            return outcome;
        }
    }

    /**
     * Runs it, waiting as often as need be. On the calling thread.
     *
     * @param length how much at most, or the whole of it
     * @param limit what ends this operation alone; null for nothing
     * @return how much was moved, or {@link Endpoint#END}
     * @throws IOException as {@link Side#lock} and {@link Side#look}, or as the call fails; an {@link
     *     InterruptedIOException} says how much was moved
     */
    public int run(Handle<? extends E> handle, D data, int offset, int length, @Nullable Limit limit)
            throws IOException {
        Side side = writes ? handle.write : handle.read;
        int done = 0;
        side.lock(limit);
        try {
            boolean waits = side.waitsFirst();
            while (true) {
                if (waits) {
                    side.await();
                }
                if (!side.look()) {
                    return shutDown();
                }
                if (waits && onlyWaits) {
                    return 1;
                }
                int room = Math.min(length - done, most);
                int outcome = call.attempt(handle.endpoint(), data, offset + done, room);
                boolean again = outcome == Endpoint.AGAIN;
                if (waits && again) {
                    handle.wokenInVain();
                }
                waits = again;
                if (outcome >= 0) {
                    side.took(outcome, shortDrains ? room : outcome);
                    side.moved(movesBytes ? call.bytes(data, outcome) : 0);
                    done += outcome;
                    if (!whole || done == length) {
                        return done;
                    }
                    side.pause();
                } else if (!waits) {
                    return handle.ended(outcome, writes);
                }
            }
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
