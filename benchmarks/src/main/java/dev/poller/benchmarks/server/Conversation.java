// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.server;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;

/** What blocking servers do with a connection: the same code for all of them. Confined to the connection's thread. */
public final class Conversation {
    private final Exchange exchange;
    private final byte[] replyBytes;

    /** One for all connections of a server. */
    public Conversation(Exchange exchange) {
        this.exchange = exchange;
        this.replyBytes = exchange.replyBytes();
    }

    /** Serves until the peer has sent its last byte; closes the wire. A broken connection is told on stderr. */
    public void serve(Wire wire) {
        try (wire) {
            if (exchange.isEcho()) {
                echo(wire);
            } else {
                answer(wire);
            }
        } catch (IOException broken) {
            System.err.println("connection ended: " + broken.getMessage());
        }
    }

    /** Closes what is broken already. */
    static void end(Closeable broken) {
        try {
            broken.close();
        } catch (IOException second) {
            System.err.println("close: " + second.getMessage());
        }
    }

    private void echo(Wire wire) throws IOException {
        ByteBuffer buffer = wire.buffer(exchange.buffer());
        while (read(wire, buffer) >= 0) {
            wire.write(buffer.flip());
            buffer.clear();
            if (exchange.once()) {
                keep();
            }
        }
    }

    /** The connection stays open and unread for as long as the process lives. */
    private void keep() {
        while (true) {
            LockSupport.park(this);
        }
    }

    private void answer(Wire wire) throws IOException {
        ByteBuffer buffer = wire.buffer(exchange.buffer());
        ByteBuffer reply = wire.buffer(replyBytes.length).put(replyBytes).flip();
        int asked = 0;
        for (int n = read(wire, buffer); n >= 0; n = read(wire, buffer)) {
            buffer.clear();
            for (asked += n; asked >= exchange.request(); asked -= exchange.request()) {
                wire.write(reply.rewind());
            }
        }
    }

    private int read(Wire wire, ByteBuffer buffer) throws IOException {
        if (exchange.deadlineMillis() > 0) {
            wire.readWithin(exchange.deadlineMillis());
        }
        return wire.read(buffer);
    }
}
