// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Pipes through which the kernel moves bytes from one descriptor to another without copying them. Those that nobody has
 * are empty, and about as many as there are running threads; none is kept once the last transfer has ended that has
 * used one. Any thread.
 */
public abstract class Conduits {
    private final Pool<Conduit> free = new Pool<>();
    private final AtomicInteger transfers = new AtomicInteger();
    private volatile boolean useless;
    private volatile boolean closed;

    /** None: on a system that cannot do it. */
    public static Conduits none() {
        return new Conduits() {
            @Override
            protected @Nullable Conduit open() {
                return null;
            }

            @Override
            protected void close(Conduit conduit) {}
        };
    }

    /** A transfer begins that takes some from time to time. */
    public void begin() {
        transfers.incrementAndGet();
    }

    /** It has ended, and has none. */
    public void end() {
        if (transfers.decrementAndGet() == 0) {
            closeFree();
        }
    }

    /**
     * An empty one, between {@link #begin} and {@link #end}, to be given back or discarded; null if there is none to
     * be had.
     */
    public @Nullable Conduit take() {
        if (useless) {
            return null;
        }
        Conduit found = free.take();
        return found != null ? found : open();
    }

    /** An empty one is not needed any more. */
    public void give(Conduit conduit) {
        if (closed || !free.give(conduit)) {
            close(conduit);
        } else if (closed) {
            closeFree(); // has been closed since, and did perhaps not see this one
        }
    }

    /** One with bytes in it, which are lost. */
    public void discard(Conduit conduit) {
        close(conduit);
    }

    /** The system has refused to move bytes so: it is not asked again. */
    public void giveUp() {
        useless = true;
    }

    /** Closes those that nobody has, and later the others as they come back. */
    public void close() {
        closed = true;
        closeFree();
    }

    private void closeFree() {
        for (Conduit left = free.take(); left != null; left = free.take()) {
            close(left);
        }
    }

    /** A new one, or null. */
    protected abstract @Nullable Conduit open();

    /** Closes both ends. */
    protected abstract void close(Conduit conduit);

    /**
     * A pipe. Its ends are non-blocking as far as the calls are that move bytes.
     *
     * @param source the descriptor to read
     * @param sink the descriptor to write
     */
    public record Conduit(int source, int sink) {}
}
