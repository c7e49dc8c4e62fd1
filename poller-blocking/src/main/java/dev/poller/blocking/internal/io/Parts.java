// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.io;

import dev.poller.blocking.internal.end.Buffers;
import dev.poller.blocking.internal.end.Buffers.Buffer;
import dev.poller.blocking.internal.end.ByteEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Several buffers that are read, or written, as one. Small ones are copied together, which costs less than a list of
 * them for the kernel; a large direct one is used where it is. One thread.
 */
public final class Parts {
    private final Buffers buffers;
    private final ByteBuffer[] parts;

    /** The first one with something remaining. */
    private int first;

    private final int end;

    /** Those from {@code offset} on. */
    public Parts(Buffers buffers, ByteBuffer[] parts, int offset, int count) {
        this.buffers = buffers;
        this.parts = parts;
        this.first = offset;
        this.end = offset + count;
    }

    /** How much remains in all of them, up to the largest int. */
    public int remaining() {
        long sum = 0;
        for (int i = first; i < end; i++) {
            sum += parts[i].remaining();
        }
        return (int) Math.min(sum, Integer.MAX_VALUE);
    }

    /** Writes once what remains, and moves on; as {@link ByteEndpoint#write(ByteBuffer)}. */
    int write(ByteEndpoint endpoint) throws IOException {
        skipEmpty();
        ByteBuffer next = parts[first];
        if (next.isDirect() && next.remaining() >= Buffers.SIZE) {
            return moved(endpoint.write(next));
        }
        try (Buffer together = buffers.take()) {
            ByteBuffer bytes = together.bytes();
            for (int i = first; i < end && bytes.hasRemaining(); i++) {
                int count = Math.min(parts[i].remaining(), bytes.remaining());
                bytes.put(bytes.position(), parts[i], parts[i].position(), count);
                bytes.position(bytes.position() + count);
            }
            return moved(endpoint.write(bytes.flip()));
        }
    }

    private int moved(int count) {
        for (int left = count; left > 0; skipEmpty()) {
            int here = Math.min(left, parts[first].remaining());
            parts[first].position(parts[first].position() + here);
            left -= here;
        }
        return count;
    }

    private void skipEmpty() {
        while (first < end && !parts[first].hasRemaining()) {
            first++;
        }
    }

    /** Takes what was read. */
    public void put(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            skipEmpty();
            ByteBuffer next = parts[first];
            int count = Math.min(next.remaining(), bytes.remaining());
            next.put(next.position(), bytes, bytes.position(), count);
            next.position(next.position() + count);
            bytes.position(bytes.position() + count);
        }
    }
}
