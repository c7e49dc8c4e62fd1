// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.load;

import java.nio.ByteBuffer;

/** What the bytes are: the same as in pattern.h. Immutable. */
final class Pattern {
    private static final int OFFSETS = 251; // a prime: neighbours in time and in number differ

    private final ByteBuffer bytes;
    private final ByteBuffer reply;

    Pattern(int message, int replyLength) {
        bytes = ByteBuffer.allocateDirect(message + OFFSETS);
        for (int i = 0; i < bytes.capacity(); i++) {
            bytes.put(i, (byte) (((i * 2654435761L) & 0xffffffffL) >> 13));
        }
        reply = ByteBuffer.allocateDirect(replyLength);
        for (int i = 0; i < replyLength; i++) {
            reply.put(i, (byte) (i * 31 + 7));
        }
    }

    /** The n-th message of a connection. */
    ByteBuffer message(int connection, long n, int length) {
        return bytes.slice((int) ((connection * 7L + n) % OFFSETS), length);
    }

    /** Where a window of the pattern begins. */
    ByteBuffer window(int length) {
        return bytes.slice(0, length);
    }

    /** The one reply there is. */
    ByteBuffer reply() {
        return reply.duplicate();
    }
}
