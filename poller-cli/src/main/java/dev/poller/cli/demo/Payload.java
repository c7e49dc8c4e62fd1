// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.demo;

/**
 * The bytes one connection sends: each depends on the connection and on its place in the stream, so that a byte lost,
 * repeated, moved or taken from another connection shows. Immutable.
 */
final class Payload {
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private final long seed;

    Payload(int connection) {
        seed = mix(connection + 1L);
    }

    /**
     * The bytes of a part of the stream.
     *
     * @param position of the part's first byte in the stream
     * @param target filled from end to end
     */
    void fill(long position, byte[] target) {
        long word = 0;
        for (int i = 0; i < target.length; i++) {
            long at = position + i;
            int lane = (int) (at & 7);
            if (i == 0 || lane == 0) {
                word = mix(seed + (at >>> 3) * GOLDEN_RATIO);
            }
            target[i] = (byte) (word >>> (lane * 8));
        }
    }

    /** Finalizer of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
