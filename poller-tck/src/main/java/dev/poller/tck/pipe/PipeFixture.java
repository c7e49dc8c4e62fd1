// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.pipe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Descriptor;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.process.Pipe;
import dev.poller.tck.fixture.RuntimeFixture;
import dev.poller.tck.fixture.Setup;
import dev.poller.tck.fixture.Task;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;

/** A pipe on the runtime under test. */
abstract class PipeFixture extends RuntimeFixture {
    /** More than any pipe holds. */
    static final int LARGE = 4_000_000;

    abstract PipeSubject subject();

    @Override
    protected final Setup setup() {
        return subject().setup();
    }

    @Override
    protected final String kindName() {
        return "pipe";
    }

    /** Providers of channels have no pipes. */
    @Override
    protected final boolean expectedOn(String provider) {
        return !provider.equals("nio");
    }

    @Override
    protected final void warmUp(Netpoll first) throws IOException {
        try (Pipe pipe = Pipe.open(first)) {
            pipe.sink().write(new byte[1]);
            pipe.source().readFully(new byte[1]);
        }
    }

    final Pipe open() throws IOException {
        return open(netpoll);
    }

    final Pipe open(Netpoll on) throws IOException {
        return hold(Pipe.open(on));
    }

    /** Bytes that look random and are the same for the same seed. */
    static byte[] random(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static byte[] read(ByteStream stream, int length) throws IOException {
        byte[] bytes = new byte[length];
        stream.readFully(bytes);
        return bytes;
    }

    static byte[] readAll(ByteStream stream) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] some = new byte[8192];
        for (int count; (count = stream.read(some)) >= 0; ) {
            all.write(some, 0, count);
        }
        return all.toByteArray();
    }

    /** What is written comes. */
    static void assertWorks(Pipe pipe) throws IOException {
        byte[] bytes = random(System.identityHashCode(pipe), 8);
        pipe.sink().write(bytes);
        assertArrayEquals(bytes, read(pipe.source(), bytes.length));
    }

    final Task<Integer> startReader(Descriptor source) {
        return start("reader", () -> source.read(new byte[9]));
    }

    /** Writes zeros until the pipe is full and the writer waits. */
    final Task<Boolean> startEndlessWriter(Pipe pipe) throws Exception {
        Task<Boolean> writer = run("an endless writer", () -> {
            byte[] zeros = new byte[64 * 1024];
            while (true) {
                pipe.sink().write(zeros);
            }
        });
        return writer.parked();
    }
}
