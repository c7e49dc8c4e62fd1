// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.AcceptLoop;
import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Listener;
import dev.poller.tck.Clause;
import dev.poller.tck.fixture.OpenDescriptors;
import dev.poller.tck.fixture.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Many threads and connections at once, and nothing left of them. */
abstract class LoadTests extends StreamFixture {
    private static final int THREADS = 64;
    private static final int ROUNDS = 8;

    private final Queue<Task<Boolean>> echoes = new ConcurrentLinkedQueue<>();

    @Test
    @Clause({"T1", "T16", "T17"})
    void manyThreadsConnectEchoAndCloseWithoutALeak() throws Exception {
        OpenDescriptors before = OpenDescriptors.now();
        Listener<?> listener = listen();
        Task<Boolean> server = startEchoServer(listener);
        List<Task<Boolean>> clients = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            byte[] bytes = Bytes.random(i, 3000);
            clients.add(run("client " + i, () -> {
                for (int round = 0; round < ROUNDS; round++) {
                    roundTrip(listener, bytes);
                }
            }));
        }
        for (Task<Boolean> client : clients) {
            assertTrue(client.get());
        }
        listener.close();
        assertTrue(server.get());
        awaitEchoes();
        assertEquals(0, netpoll.registrations());
        before.assertUnchanged();
    }

    @Test
    @Clause({"T1", "T16"})
    void manyOpenConnectionsAreServedInTurn() throws Exception {
        Listener<?> listener = listen();
        Task<Boolean> server = startEchoServer(listener);
        List<ByteStream> streams = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            streams.add(connectTo(listener));
        }
        for (int round = 0; round < 3; round++) {
            for (ByteStream stream : streams) {
                stream.write(new byte[] {(byte) round});
            }
            for (ByteStream stream : streams) {
                assertEquals(round, Bytes.read(stream, 1)[0]);
            }
        }
        for (ByteStream stream : streams) {
            stream.close();
        }
        listener.close();
        assertTrue(server.get());
        awaitEchoes();
        assertEquals(0, netpoll.registrations());
    }

    private void roundTrip(Listener<?> listener, byte[] bytes) throws IOException {
        try (ByteStream stream = connectTo(listener)) {
            stream.write(bytes);
            assertArrayEquals(bytes, Bytes.read(stream, bytes.length));
        }
    }

    private static void echo(ByteStream stream) throws IOException {
        try (stream) {
            byte[] some = new byte[1024];
            for (int count; (count = stream.read(some)) >= 0; ) {
                stream.write(some, 0, count);
            }
        }
    }

    /** Serves until the listener is closed; fails if an accept does. */
    private Task<Boolean> startEchoServer(Listener<?> listener) {
        return run("accept loop", () -> {
            Queue<IOException> failures = new ConcurrentLinkedQueue<>();
            AcceptLoop.run(listener, stream -> echoes.add(run("echo", () -> echo(stream))), failures::add);
            assertEquals(List.of(), List.copyOf(failures));
        });
    }

    /** The echo threads see the end of their streams a little after the clients have gone. */
    private void awaitEchoes() throws Exception {
        for (Task<Boolean> echo : echoes) {
            assertTrue(echo.get());
        }
    }
}
