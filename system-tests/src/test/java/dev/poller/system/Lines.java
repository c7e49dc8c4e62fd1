// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import java.io.InputStream;

/** Lines of letters to send. One thread. */
final class Lines extends InputStream {
    /** With its end. */
    static final int LENGTH = 100;

    private final long size;
    private long position;

    Lines(int count) {
        this.size = (long) count * LENGTH;
    }

    @Override
    public int read() {
        if (position == size) {
            return -1;
        }
        long at = position++;
        return at % LENGTH == LENGTH - 1 ? '\n' : 'a' + (int) (at % 26);
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        int count = 0;
        while (count < length) {
            int next = read();
            if (next < 0) {
                return count == 0 ? -1 : count;
            }
            target[offset + count++] = (byte) next;
        }
        return count;
    }
}
