// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server that asks makes of bytes that come in pieces. */
class AskingTest {
    private static final String REQUEST = "GET /key HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String QUESTION = "*2\r\n$3\r\nGET\r\n$3\r\nkey\r\n";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 40, 4096})
    void requestsAreAskedAndAnsweredInWhateverPiecesTheyCome(int piece) {
        Script client = new Script(piece, REQUEST + REQUEST + "GET /half");
        Script backend = new Script(piece, "", "$5\r\nva\nue\r\n", "$12\r\nhello, world\r\n");
        Asking.serve(client, backend);
        assertEquals(QUESTION + QUESTION, backend.written());
        assertEquals(
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nva\nue"
                        + "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\nhello, world",
                client.written());
        assertTrue(client.closed && backend.closed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$-1\r\n", "-ERR no\r\n", "", "$5\r\nval"})
    void whatIsNoValueEndsTheConnection(String said) {
        Script client = new Script(4096, REQUEST);
        Script backend = new Script(4096, "", said);
        Asking.serve(client, backend);
        assertEquals("", client.written());
        assertTrue(client.closed && backend.closed);
    }

    /** A peer that says something, so many bytes at a time, and the next thing once it has been written to. */
    private static final class Script implements Wire {
        private final int piece;
        private final Deque<String> turns;
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private ByteBuffer says;
        private boolean closed;

        Script(int piece, String... turns) {
            this.piece = piece;
            this.turns = new ArrayDeque<>(List.of(turns));
            this.says = next();
        }

        private ByteBuffer next() {
            return StandardCharsets.US_ASCII.encode(turns.remove());
        }

        @Override
        public ByteBuffer buffer(int size) {
            return ByteBuffer.allocate(size);
        }

        @Override
        public int read(ByteBuffer target) {
            int count = Math.min(piece, Math.min(target.remaining(), says.remaining()));
            for (int i = 0; i < count; i++) {
                target.put(says.get());
            }
            return count == 0 ? -1 : count;
        }

        @Override
        public void write(ByteBuffer source) {
            while (source.hasRemaining()) {
                written.write(source.get());
            }
            says = turns.isEmpty() ? says : next();
        }

        @Override
        public void close() {
            closed = true;
        }

        String written() {
            return written.toString(StandardCharsets.US_ASCII);
        }
    }
}
