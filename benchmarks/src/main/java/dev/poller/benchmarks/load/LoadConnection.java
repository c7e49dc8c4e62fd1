// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.load;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** One connection that sends and waits. Confined to the loop. */
final class LoadConnection implements Closeable {
    private final SocketChannel channel;
    private final SelectionKey key;
    private final int number;
    private ByteBuffer sending = ByteBuffer.allocate(0);
    private ByteBuffer expected = ByteBuffer.allocate(0);
    private long messages;

    /** When the present message was begun; 0 while none is under way. */
    private long begun;

    /** Answers since the measurement began. */
    long answered;

    LoadConnection(SocketChannel channel, SelectionKey key, int number) {
        this.channel = channel;
        this.key = key;
        this.number = number;
    }

    void begin(Pattern pattern, LoadRequest request) throws IOException {
        sending = pattern.message(number, messages, request.message());
        expected = request.reply() > 0 ? pattern.reply() : sending.duplicate();
        begun = System.nanoTime();
        push();
    }

    /** Sends and receives what can be; the latency of the answer that is complete now, or -1. */
    long progress(ByteBuffer scratch) throws IOException {
        push();
        if (begun == 0 || !key.isReadable()) {
            return -1;
        }
        scratch.clear().limit(Math.min(scratch.capacity(), expected.remaining()));
        if (channel.read(scratch) < 0) {
            throw broken("closed by the server");
        }
        verify(scratch.flip());
        if (expected.hasRemaining()) {
            return -1;
        }
        long latency = System.nanoTime() - begun;
        begun = 0;
        messages++;
        answered++;
        return latency;
    }

    private void push() throws IOException {
        if (sending.hasRemaining()) {
            channel.write(sending);
        }
        int wanted = SelectionKey.OP_READ | (sending.hasRemaining() ? SelectionKey.OP_WRITE : 0);
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }

    private void verify(ByteBuffer received) throws IOException {
        int n = received.remaining();
        if (!received.equals(expected.slice(expected.position(), n))) {
            throw broken("wrong bytes");
        }
        expected.position(expected.position() + n);
    }

    private IOException broken(String how) {
        return new IOException("connection " + number + ": " + how + " after " + messages + " messages");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
