// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** The connection that sends without waiting: one write and one read a turn. Confined to the loop. */
final class Flood {
    static final int WINDOW = 64 * 1024;

    private final SocketChannel channel;
    private final ByteBuffer sending;
    private final ByteBuffer expected;

    /** What has come back since the measurement began. */
    long bytes;

    Flood(SocketChannel channel, Pattern pattern) {
        this.channel = channel;
        this.sending = pattern.window(WINDOW);
        this.expected = pattern.window(WINDOW);
    }

    void progress(SelectionKey key, ByteBuffer scratch) throws IOException {
        if (key.isWritable()) {
            channel.write(sending.hasRemaining() ? sending : sending.rewind());
        }
        if (!key.isReadable()) {
            return;
        }
        if (!expected.hasRemaining()) {
            expected.rewind();
        }
        scratch.clear().limit(expected.remaining());
        int n = channel.read(scratch);
        if (n < 0 || !scratch.flip().equals(expected.slice(expected.position(), Math.max(n, 0)))) {
            throw new IOException("the flooding connection: " + (n < 0 ? "closed by the server" : "wrong bytes"));
        }
        expected.position(expected.position() + n);
        bytes += n;
    }
}
