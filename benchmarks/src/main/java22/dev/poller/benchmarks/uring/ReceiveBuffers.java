// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.uring;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The buffers into which the kernel receives, for all connections together (IORING_REGISTER_PBUF_RING): an idle
 * connection has none. What a connection has received is a list of them. Confined to the ring's thread.
 */
final class ReceiveBuffers {
    /** No buffer. */
    static final int NONE = -1;

    private static final int COUNT = 2048;
    private static final int SIZE = 4096;

    /** Each begins in another set of the processor's cache: most are filled at the beginning only. */
    private static final int STRIDE = SIZE + 64;

    private static final int REGISTER_PBUF_RING = 22;
    private static final int ENTRY = 16;

    /** The tail lies in the unused field of the first entry (struct io_uring_buf_ring). */
    private static final long TAIL = 14;

    private static final VarHandle SHORT = JAVA_SHORT.varHandle();

    private final MemorySegment ring = Arena.global().allocate((long) COUNT * ENTRY, 4096);
    private final MemorySegment memory = Arena.global().allocate((long) COUNT * STRIDE, 64);
    private final ByteBuffer bytes = memory.asByteBuffer();

    /** How much was received into each, and which follows it in its connection's list. */
    private final int[] lengths = new int[COUNT];

    private final int[] following = new int[COUNT];

    private int tail;
    private int taken;

    /** Gives all of them to the kernel, before the ring is enabled. */
    ReceiveBuffers(Ring uring) throws IOException {
        Arrays.fill(following, NONE);
        MemorySegment registration = Arena.global().allocate(40, 8); // struct io_uring_buf_reg, of group 0
        registration.set(JAVA_LONG, 0, ring.address());
        registration.set(JAVA_INT, 8, COUNT);
        int result = uring.register(REGISTER_PBUF_RING, registration, 1);
        if (result < 0) {
            throw new IOException("IORING_REGISTER_PBUF_RING: errno " + -result);
        }
        taken = COUNT;
        for (int id = 0; id < COUNT; id++) {
            giveBack(id);
        }
        publish();
    }

    /** The kernel has put so much into one, which belongs to a connection until {@link #giveBack}. */
    void received(int id, int length) {
        taken++;
        lengths[id] = length;
        following[id] = NONE;
    }

    /** True if the kernel has one left. */
    boolean available() {
        return taken < COUNT;
    }

    int length(int id) {
        return lengths[id];
    }

    int following(int id) {
        return following[id];
    }

    void follow(int id, int next) {
        following[id] = next;
    }

    /** Copies out of one, without moving the target. */
    void copy(int id, int from, ByteBuffer target, int to, int length) {
        target.put(to, bytes, id * STRIDE + from, length);
    }

    /** The kernel may have it again, once it is {@linkplain #publish told}. */
    void giveBack(int id) {
        taken--;
        long at = (long) (tail & COUNT - 1) * ENTRY;
        tail++;
        ring.set(JAVA_LONG, at, memory.address() + (long) id * STRIDE);
        ring.set(JAVA_INT, at + 8, SIZE);
        ring.set(JAVA_SHORT, at + 12, (short) id);
    }

    /** Tells the kernel of those that were given back; it looks only while it is entered. */
    void publish() {
        SHORT.setRelease(ring, TAIL, (short) tail);
    }
}
