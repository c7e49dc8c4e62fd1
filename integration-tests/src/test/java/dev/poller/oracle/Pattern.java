// SPDX-License-Identifier: Apache-2.0
package dev.poller.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Bytes of which each says where it stands, so that none is lost, doubled or moved unnoticed. One thread. */
final class Pattern {
    private static final int STEP = 31;
    private long position;

    /** The byte so many places from here. */
    byte peek(int offset) {
        long at = position + offset;
        return (byte) (at * STEP ^ at >>> Byte.SIZE);
    }

    /** This must be the next one. */
    void next(byte found) {
        assertEquals(peek(0), found, () -> "byte " + position);
        position++;
    }

    void skip(long count) {
        position += count;
    }

    byte[] take(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = peek(i);
        }
        return bytes;
    }
}
