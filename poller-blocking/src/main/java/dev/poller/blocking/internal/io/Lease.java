// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.io;

import dev.poller.blocking.internal.end.Buffers;
import dev.poller.blocking.internal.end.Buffers.Buffer;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A buffer that is lent as long as there are bytes in it, and not while its thread waits for some. One thread. */
public final class Lease {
    private final Buffers buffers;
    private @Nullable Buffer held;

    /** Nothing is lent yet. */
    public Lease(Buffers buffers) {
        this.buffers = buffers;
    }

    ByteBuffer take() {
        Buffer taken = buffers.take();
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
            buffers.give(lent);
        }
    }
}
