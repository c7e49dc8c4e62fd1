// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import dev.poller.blocking.ByteStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Random;

/** Test data, and reading it whole. */
final class Bytes {
    private Bytes() {}

    /** Bytes that look random and are the same for the same seed. */
    static byte[] random(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** Reads this many bytes. */
    static byte[] read(ByteStream stream, int length) throws IOException {
        byte[] bytes = new byte[length];
        for (int done = 0; done < length; ) {
            int count = stream.read(bytes, done, length - done);
            if (count < 0) {
                throw new EOFException("the stream ended after " + done + " of " + length + " bytes");
            }
            done += count;
        }
        return bytes;
    }

    /** Reads to the end of the stream. */
    static byte[] readAll(ByteStream stream) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] some = new byte[8192];
        for (int count; (count = stream.read(some)) >= 0; ) {
            all.write(some, 0, count);
        }
        return all.toByteArray();
    }
}
