// SPDX-License-Identifier: Apache-2.0
package dev.poller.nio;

import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.channels.SelectionKey.OP_CONNECT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.poller.Interest;
import dev.poller.Readiness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

class OpsTest {
    private static final int BOTH = OP_READ | OP_WRITE;

    @Test
    void interestBecomesWhatIsWanted() {
        assertEquals(0, Ops.wanted(Interest.NONE));
        assertEquals(OP_READ, Ops.wanted(Interest.READ_ONLY));
        assertEquals(OP_WRITE, Ops.wanted(Interest.WRITE_ONLY));
        assertEquals(BOTH, Ops.wanted(Interest.READ_WRITE));
    }

    @Test
    void readingFromAListenerIsAccepting() throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            assertEquals(OP_ACCEPT, Ops.of(listener, BOTH));
            assertEquals(0, Ops.of(listener, OP_WRITE));
        }
    }

    @Test
    void writingIsConnectingUntilThereIsAConnection() throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open();
                SocketChannel socket = SocketChannel.open()) {
            assertEquals(OP_READ | OP_CONNECT, Ops.of(socket, BOTH));
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            socket.connect(listener.getLocalAddress());
            assertEquals(BOTH, Ops.of(socket, BOTH));
        }
    }

    @Test
    void aDatagramChannelNeedsNoConnection() throws IOException {
        try (DatagramChannel channel = DatagramChannel.open()) {
            assertEquals(BOTH, Ops.of(channel, BOTH));
        }
    }

    @Test
    void whatIsNotWantedIsNotReported() {
        assertEquals(Readiness.READABLE, Ops.readiness(OP_ACCEPT | OP_CONNECT, OP_READ));
        assertEquals(Readiness.WRITABLE, Ops.readiness(OP_READ | OP_CONNECT, OP_WRITE));
        assertEquals(Readiness.READABLE | Readiness.WRITABLE, Ops.readiness(BOTH, BOTH));
        assertEquals(0, Ops.readiness(BOTH, 0));
    }
}
