// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.io;

import dev.poller.blocking.internal.end.Buffers;
import dev.poller.blocking.internal.end.Buffers.Buffer;
import dev.poller.blocking.internal.end.Conduits.Conduit;
import dev.poller.blocking.internal.end.Endpoint;
import dev.poller.blocking.internal.end.Transport;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A buffer, or a conduit, that is lent as long as there are bytes in it, and not while its thread waits for some. One
 * thread.
 */
public final class Lease {
    private static final int LITTLE = Buffers.SIZE / 2;

    private final Transport from;
    private @Nullable Buffer held;
    private @Nullable Conduit conduit;
    private boolean usesConduits;

    /** How often it was tried to find something, for the present call; and how much the call before found. */
    private int tries;

    private int before;
    private boolean ofStream;

    /** Nothing is lent yet. */
    public Lease(Transport from) {
        this.from = from;
    }

    /**
     * True if what was found last is of a stream, for which it pays to move bytes within the kernel: a whole buffer was
     * full, and then there was more without waiting. It is one until little is found. A message of a buffer's size is
     * copied for less.
     */
    public boolean isOfStream() {
        return ofStream;
    }

    /** A call has found so much, or {@link Endpoint#END}. */
    void found(int count) {
        boolean more = before >= Buffers.SIZE && tries == 1;
        ofStream = count >= LITTLE && (ofStream || more);
        before = count;
        tries = 0;
    }

    ByteBuffer take() {
        tries++;
        Buffer taken = from.buffers().take();
        held = taken;
        return taken.bytes();
    }

    /** After a read into what {@link #take} has lent: keeps it only if there is something in it. */
    void taken(int count) {
        if (count <= 0) {
            giveBack();
        }
    }

    /** The buffer with the bytes that were read, from its beginning on; null if there are none. */
    public @Nullable ByteBuffer bytes() {
        Buffer lent = held;
        return lent == null ? null : lent.bytes();
    }

    /** The bytes are not needed any more. */
    public void giveBack() {
        Buffer lent = held;
        if (lent != null) {
            held = null;
            lent.close();
        }
    }

    /** Null if there is none to be had. */
    @Nullable
    Conduit takeConduit() {
        tries++;
        if (!usesConduits) {
            usesConduits = true;
            from.conduits().begin();
        }
        conduit = from.conduits().take();
        return conduit;
    }

    /** As {@link #taken}; 0 says that it cannot be done at all. */
    void conduitTaken(int count) {
        if (count <= 0) {
            giveBackConduit();
        }
        if (count == 0) {
            from.conduits().giveUp();
        }
    }

    /** The conduit with the bytes; null if there are none. */
    public @Nullable Conduit conduit() {
        return conduit;
    }

    /** Its bytes have all been moved out. */
    public void giveBackConduit() {
        Conduit lent = conduit;
        if (lent != null) {
            conduit = null;
            from.conduits().give(lent);
        }
    }

    /** Gives back what is held, whatever is in it. */
    public void end() {
        giveBack();
        Conduit lent = conduit;
        if (lent != null) {
            conduit = null;
            from.conduits().discard(lent);
        }
        if (usesConduits) {
            usesConduits = false;
            from.conduits().end();
        }
    }
}
