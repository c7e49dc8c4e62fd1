// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.traffic;

import java.io.EOFException;
import java.io.IOException;
import java.util.Random;

/** What is said to somebody who says everything back. */
final class Conversation {
    private static final int LONGEST = 20_000;
    private static final int MOST_MESSAGES = 20;

    private Conversation() {}

    /** Says something and hears it, some times; then, in most cases, the end of it. Bytes that were checked. */
    static long hold(Wire wire, long seed) throws IOException {
        Random random = new Random(seed);
        Content content = new Content(seed);
        long position = 0;
        for (int messages = 1 + random.nextInt(MOST_MESSAGES); messages > 0; messages--) {
            byte[] message = content.bytes(position, 1 + random.nextInt(LONGEST));
            wire.write(message);
            if (messages == 1 && random.nextInt(4) == 0) {
                return position; // gone, with bytes under way
            }
            hear(wire, content, position, message.length);
            position += message.length;
        }
        wire.end();
        int more = wire.read(new byte[1]);
        if (more >= 0) {
            throw new WrongBytesException("stream " + seed + " goes on behind its end");
        }
        return position;
    }

    private static void hear(Wire wire, Content content, long from, int length) throws IOException {
        byte[] heard = new byte[length];
        int count = 0;
        while (count < length) {
            int read = wire.read(heard);
            if (read < 0) {
                throw new EOFException("the end comes early");
            }
            if (count + read > length) {
                throw new WrongBytesException("more is said back than was said");
            }
            content.check(from + count, heard, read);
            count += read;
        }
    }
}
