// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.datagram;

import java.io.IOException;

/**
 * Two sockets of which each sends to the other.
 *
 * @param client the one that connected
 * @param server the one that was there before
 */
public record MessagePair(MessageEnd client, MessageEnd server) implements AutoCloseable {
    @Override
    public void close() throws IOException {
        try (client) {
            server.close();
        }
    }
}
