// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Listener;
import dev.poller.blocking.Netpoll;
import dev.poller.tck.fixture.RuntimeFixture;
import dev.poller.tck.fixture.Setup;
import dev.poller.tck.fixture.Task;
import java.io.IOException;

/** Connections of the kind under test, on the runtime under test. */
abstract class StreamFixture extends RuntimeFixture {
    abstract StreamSubject subject();

    @Override
    protected final Setup setup() {
        return subject().setup();
    }

    @Override
    protected final String kindName() {
        return subject().kind().name();
    }

    @Override
    protected final boolean expectedOn(String provider) {
        return subject().kind().expectedOn(provider);
    }

    @Override
    protected final void warmUp(Netpoll first) throws IOException {
        try (Listener<?> listener = subject().kind().listen(first);
                ByteStream stream = subject().kind().connect(first, listener)) {
            stream.write(new byte[1]);
            listener.accept().close();
        }
    }

    final Task<ByteStream> startAcceptor(Listener<?> listener) {
        return start("acceptor", listener::accept);
    }

    final Listener<?> listen() throws IOException {
        return listen(netpoll);
    }

    final Listener<?> listen(Netpoll on) throws IOException {
        return hold(subject().kind().listen(on));
    }

    final Listener<?> listen(int backlog) throws IOException {
        return hold(subject().kind().listen(netpoll, backlog));
    }

    final Pair connect() throws IOException {
        try (Listener<?> listener = listen()) {
            return connect(listener);
        }
    }

    /** A connection whose buffers hold a few kilobytes, so that a writer soon waits. */
    final Pair connectNarrow() throws IOException {
        return hold(subject().kind().connectNarrow(netpoll));
    }

    final Pair connect(Listener<?> listener) throws IOException {
        ByteStream client = connectTo(listener);
        return hold(new Pair(client, listener.accept()));
    }

    final ByteStream connectTo(Listener<?> listener) throws IOException {
        return connectTo(netpoll, listener);
    }

    final ByteStream connectTo(Netpoll on, Listener<?> listener) throws IOException {
        return hold(subject().kind().connect(on, listener));
    }

    /** What one writes the other reads: they are the ends of one connection. */
    static void assertConnected(ByteStream one, ByteStream other) throws IOException {
        byte[] message = Bytes.random(System.identityHashCode(one), 8);
        one.write(message);
        assertArrayEquals(message, Bytes.read(other, message.length));
    }

    /** Writes until the buffers of both ends are full and the writer waits. The data are zeros. */
    final Task<Boolean> startEndlessWriter(ByteStream stream) throws Exception {
        Task<Boolean> writer = run("an endless writer", () -> {
            byte[] zeros = new byte[64 * 1024];
            while (true) {
                stream.write(zeros);
            }
        });
        return writer.parked();
    }

    /** Makes the peer of this stream see a reset. */
    final void reset(ByteStream stream) throws IOException {
        StreamKind kind = subject().kind();
        assumeTrue(kind.hasResets(), () -> kind.name() + " has no resets");
        kind.reset(stream);
    }
}
