// SPDX-License-Identifier: Apache-2.0
package dev.poller.nio;

import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.channels.SelectionKey.OP_CONNECT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;

import dev.poller.Interest;
import dev.poller.Readiness;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;

/**
 * Translates interest to a channel's operations and back. What is wanted is kept as a union of OP_READ and OP_WRITE;
 * pure functions but for the channel's connection state.
 */
final class Ops {
    private Ops() {}

    static int wanted(Set<Interest> interest) {
        if (interest.contains(Interest.PRIORITY)) {
            throw new UnsupportedOperationException(
                    NioPoller.NAME + " has no PRIORITY: a Selector does not report out-of-band data");
        }
        return (interest.contains(Interest.READ) ? OP_READ : 0) | (interest.contains(Interest.WRITE) ? OP_WRITE : 0);
    }

    /** What to ask the Selector for. A channel without the operation, as WRITE of a listener, is never ready for it. */
    static int of(SelectableChannel channel, int wanted) {
        int read = (wanted & OP_READ) == 0 ? 0 : OP_READ | OP_ACCEPT;
        int write = (wanted & OP_WRITE) == 0 ? 0 : unconnected(channel) ? OP_CONNECT : OP_WRITE;
        return (read | write) & channel.validOps();
    }

    static int readiness(int readyOps, int wanted) {
        boolean readable = (wanted & OP_READ) != 0 && (readyOps & (OP_READ | OP_ACCEPT)) != 0;
        boolean writable = (wanted & OP_WRITE) != 0 && (readyOps & (OP_WRITE | OP_CONNECT)) != 0;
        return (readable ? Readiness.READABLE : 0) | (writable ? Readiness.WRITABLE : 0);
    }

    /** A Selector reports neither OP_WRITE before the connection nor OP_CONNECT after it. */
    private static boolean unconnected(SelectableChannel channel) {
        return channel instanceof SocketChannel socket && !socket.isConnected();
    }
}
