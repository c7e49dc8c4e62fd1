// SPDX-License-Identifier: Apache-2.0
package dev.poller.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.Queue;

/** The messages of one direction: each comes whole and in its turn, and none is lost. One thread. */
final class MessageFlow {
    private final Queue<Integer> sizes = new ArrayDeque<>();
    private final Pattern sent = new Pattern();
    private final Pattern got = new Pattern();

    /** The next message to send. */
    byte[] next(int size) {
        return sent.take(size);
    }

    /** It is on its way. */
    void sent(int size) {
        sizes.add(size);
        sent.skip(size);
    }

    /** One has come; of its bytes, as many as there was room for. */
    void got(int size, byte[] bytes) {
        assertEquals(sizes.poll(), size, "size of the message");
        for (byte each : bytes) {
            got.next(each);
        }
        got.skip(size - bytes.length);
    }

    /** How many are under way. */
    int unread() {
        return sizes.size();
    }
}
