// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Listener;
import dev.poller.blocking.ThreadKind;
import dev.poller.tck.Clause;
import dev.poller.tck.fixture.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** Reads with room for more than there is, before something else: the end, a mark, more bytes, a pause. */
abstract class ShortReadTests extends StreamFixture {
    private static final int ROUNDS = 100;

    private final byte[] room = new byte[100];

    @Test
    @Clause("T19")
    void theEndRightBehindTheBytesIsFound() throws Exception {
        try (Listener<?> listener = listen()) {
            for (int i = 0; i < ROUNDS; i++) {
                try (ByteStream peer = connectTo(listener)) {
                    peer.write(new byte[10]);
                }
                try (ByteStream stream = listener.accept()) {
                    assertEquals(10, stream.read(room));
                    assertEquals(-1, stream.read(room));
                }
            }
        }
    }

    @Test
    @Clause("T19")
    void theEndThatComesDuringTheReadIsFound() throws Exception {
        try (Listener<?> listener = listen()) {
            for (int i = 0; i < ROUNDS; i++) {
                Pair pair = connect(listener);
                Task<Boolean> peer = run("peer", () -> {
                    pair.client().write(new byte[10]);
                    pair.client().close();
                });
                assertEquals(10, Bytes.readAll(pair.server()).length);
                assertEquals(true, peer.get());
                pair.server().close();
            }
        }
    }

    @Test
    @Clause("T19")
    void bytesBehindAnUrgentMarkAreRead() throws Exception {
        assumeTrue(subject().kind() == TcpKind.TCP, "Java sends urgent data over TCP alone");
        try (Listener<?> listener = listen()) {
            for (int i = 0; i < ROUNDS; i++) {
                Thread peer = ThreadKind.PLATFORM.factory("peer-").newThread(() -> sendAroundMark(listener));
                peer.start();
                try (ByteStream stream = listener.accept()) {
                    assertArrayEquals(new byte[] {1, 2, 3, 4, 5}, Bytes.read(stream, 5));
                }
                peer.join();
            }
        }
    }

    @Test
    @Clause("T19")
    void bytesThatComeBetweenReadsAreRead() throws Exception {
        Pair pair = connect();
        int total = 20_000;
        Task<Boolean> peer = run("peer", () -> {
            for (int i = 0; i < total; i++) {
                pair.client().write(new byte[] {(byte) i});
            }
        });
        for (int done = 0; done < total; ) {
            int count = pair.server().read(room);
            for (int i = 0; i < count; i++) {
                assertEquals((byte) (done + i), room[i]);
            }
            done += count;
        }
        assertEquals(true, peer.get());
    }

    /** Java's own socket, for ours have no urgent data; on a platform thread, where it opens nothing else. */
    private static void sendAroundMark(Listener<?> listener) {
        InetSocketAddress address = (InetSocketAddress) listener.localAddress();
        try (Socket peer = new Socket(address.getAddress(), address.getPort())) {
            peer.getOutputStream().write(new byte[] {1, 2, 3});
            peer.sendUrgentData(9);
            peer.getOutputStream().write(new byte[] {4, 5});
            peer.getInputStream().read(); // until our side has read all and closed
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
