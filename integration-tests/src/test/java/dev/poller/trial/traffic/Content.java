// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.traffic;

/** The bytes of one stream: each depends on the stream and on its place, so that one lost or moved shows. */
public final class Content {
    private final long seed;

    public Content(long seed) {
        this.seed = seed;
    }

    public byte[] bytes(long position, int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = at(position + i);
        }
        return bytes;
    }

    /** Fails unless these are the bytes from a position on. */
    public void check(long position, byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            if (bytes[i] != at(position + i)) {
                throw new WrongBytesException("byte " + (position + i) + " of stream " + seed + " is another one");
            }
        }
    }

    /** Finalizer of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). */
    private byte at(long position) {
        long z = seed * 0x9E3779B97F4A7C15L + position;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (byte) (z ^ (z >>> 31));
    }
}
