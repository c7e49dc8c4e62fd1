// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.ToLongFunction;

/**
 * Native memory for the time of one system call: a thread takes a buffer, calls, and gives it back before it parks, so
 * about as many are in use as there are running threads. Those above the bound are left to the garbage collector. Any
 * thread.
 */
public final class Buffers {
    /** Bytes that one call moves at most through such a buffer. */
    public static final int SIZE = 64 * 1024;

    private final Pool<Buffer> free = new Pool<>();
    private final ToLongFunction<ByteBuffer> address;

    /**
     * An empty pool.
     *
     * @param address finds out a direct buffer's address
     */
    public Buffers(ToLongFunction<ByteBuffer> address) {
        this.address = address;
    }

    /** A buffer of {@link #SIZE} bytes with whatever its last user left in it. */
    public Buffer take() {
        Buffer found = free.take();
        if (found != null) {
            return found;
        }
        ByteBuffer bytes = ByteBuffer.allocateDirect(SIZE).order(ByteOrder.nativeOrder());
        return new Buffer(bytes, address.applyAsLong(bytes), this);
    }

    /**
     * Memory and its address, until it is closed: then somebody else may have it.
     *
     * @param bytes direct, in native order
     * @param address of its first byte; 0 where nobody asks
     * @param home where it is given back
     */
    public record Buffer(ByteBuffer bytes, long address, Buffers home) implements AutoCloseable {
        @Override
        public void close() {
            bytes.clear();
            home.free.give(this);
        }
    }
}
