// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.uring;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The memory of what is being sent: a connection has a place from its write until the kernel has taken all of it, and
 * none while it is idle. The place given back last is the next one taken, while the cache still has it. Confined to the
 * ring's thread.
 */
final class SendBuffers {
    /** Bytes of a place. */
    static final int SIZE = 16 * 1024;

    /** Each begins in another set of the processor's cache. */
    private static final int STRIDE = SIZE + 64;

    private static final int CHUNK = 128;

    private final List<ByteBuffer> chunks = new ArrayList<>();
    private long[] addresses = {};
    private int[] free = new int[CHUNK];
    private int count;

    /** A place. */
    int take() {
        if (count == 0) {
            grow();
        }
        return free[--count];
    }

    private void grow() {
        int first = chunks.size() * CHUNK;
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK * STRIDE);
        chunks.add(chunk);
        addresses = Arrays.copyOf(addresses, chunks.size());
        addresses[chunks.size() - 1] = MemorySegment.ofBuffer(chunk).address();
        free = Arrays.copyOf(free, first + CHUNK);
        for (int i = CHUNK; i > 0; i--) {
            free[count++] = first + i - 1;
        }
    }

    /** Copies into a place, without moving the source. */
    void copy(int place, ByteBuffer source, int length) {
        chunks.get(place / CHUNK).put(place % CHUNK * STRIDE, source, source.position(), length);
    }

    /** Where in memory it is. */
    long address(int place) {
        return addresses[place / CHUNK] + (long) (place % CHUNK) * STRIDE;
    }

    void giveBack(int place) {
        free[count++] = place;
    }
}
