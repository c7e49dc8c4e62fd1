// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import dev.poller.libc.Libc;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * {@code struct timespec { time_t tv_sec; long tv_nsec; }}, both 64 bits wide: the binding serves no other process.
 * Confined to one thread, and kept reachable by its owner while a call reads it.
 */
public final class Timespec {
    private static final long NULL = 0;

    private final ByteBuffer memory = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder());
    private final long address;
    private final long longest;

    /**
     * One that cuts what is longer.
     *
     * @param longestNanos what the system can wait
     */
    public Timespec(Libc libc, long longestNanos) {
        address = libc.address(memory);
        longest = longestNanos;
    }

    /**
     * The address to pass for a time.
     *
     * @param nanos how long; negative for ever, which is no structure at all
     */
    public long put(long nanos) {
        if (nanos < 0) {
            return NULL;
        }
        long cut = Math.min(nanos, longest);
        memory.putLong(0, cut / Timeout.NANOS_PER_SECOND).putLong(8, cut % Timeout.NANOS_PER_SECOND);
        return address;
    }
}
