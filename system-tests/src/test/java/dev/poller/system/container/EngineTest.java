// SPDX-License-Identifier: Apache-2.0
package dev.poller.system.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that is not there, and one that is there and broken. */
final class EngineTest {
    @TempDir
    Path directory;

    @Test
    void noSocketIsNoEngine() {
        assertEquals(Optional.empty(), Engine.ask(directory.resolve("docker.sock")));
    }

    @Test
    void aSocketWithoutAListenerIsNoEngine() throws Exception {
        Path path = directory.resolve("docker.sock");
        listen(path).close();
        assertEquals(Optional.empty(), Engine.ask(path));
    }

    @Test
    void aGoodAnswerIsAnEngine() throws Exception {
        assertTrue(answered("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK").usable());
    }

    @Test
    void anotherAnswerIsABrokenEngine() throws Exception {
        Engine engine = answered("HTTP/1.1 503 Service Unavailable\r\n\r\n");
        assertTrue(engine.broken());
        assertTrue(engine.reason().endsWith("answers a ping with HTTP/1.1 503 Service Unavailable"), engine.reason());
    }

    private Engine answered(String answer) throws Exception {
        Path path = directory.resolve("docker.sock");
        try (ServerSocketChannel listener = listen(path)) {
            Thread peer = new Thread(() -> {
                try (SocketChannel accepted = listener.accept()) {
                    accepted.read(ByteBuffer.allocate(1024));
                    accepted.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
                } catch (java.io.IOException failure) {
                    throw new java.io.UncheckedIOException(failure);
                }
            });
            peer.start();
            Engine engine = Engine.ask(path).orElseThrow();
            peer.join();
            return engine;
        }
    }

    private static ServerSocketChannel listen(Path path) throws java.io.IOException {
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(path));
        return listener;
    }
}
