// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.serve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.ThreadKind;
import dev.poller.blocking.server.StreamHandler;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class ServerTest {
    @ParameterizedTest
    @EnumSource
    void echoSendsBackWhatComesAndThenTheEnd(ThreadKind kind) throws IOException {
        Assumptions.assumeTrue(kind.available(), () -> kind + " threads need a later Java");
        Workers workers = new Workers(Threads.from(kind.factory("test-")));
        try (RunningServer server = new RunningServer(workers, (netpoll, w, log) -> new EchoHandler());
                Socket client = server.client()) {
            byte[] message = {1, 2, 3, 4, 5};
            client.getOutputStream().write(message);
            assertArrayEquals(message, client.getInputStream().readNBytes(message.length));
            client.shutdownOutput();
            assertEquals(-1, client.getInputStream().read());
            server.awaitIdle();
            assertEquals(0, server.failures());
        }
    }

    @Test
    void failureOfOneConnectionIsItsOwn() throws IOException {
        AtomicInteger served = new AtomicInteger();
        StreamHandler<ByteStream> failsFirst = stream -> {
            if (served.getAndIncrement() == 0) {
                throw new IOException("on purpose");
            }
            new EchoHandler().serve(stream);
        };
        try (RunningServer server = new RunningServer((netpoll, workers, log) -> failsFirst)) {
            try (Socket first = server.client()) {
                assertEquals(-1, first.getInputStream().read());
            }
            try (Socket second = server.client()) {
                second.getOutputStream().write(7);
                assertEquals(7, second.getInputStream().read());
            }
            server.awaitIdle();
            assertEquals(1, server.failures());
        }
    }

    @Test
    void connectionWithoutAThreadIsClosedAndTheServerGoesOn() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        Workers workers = new Workers(Threads.from(task -> {
            if (asked.getAndIncrement() == 0) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return ThreadKind.best().factory("test-").newThread(task);
        }));
        try (RunningServer server = new RunningServer(workers, (netpoll, w, log) -> new EchoHandler())) {
            try (Socket refused = server.client()) {
                assertEquals(-1, refused.getInputStream().read());
            }
            try (Socket served = server.client()) {
                served.getOutputStream().write(7);
                assertEquals(7, served.getInputStream().read());
            }
            server.awaitIdle();
            assertEquals(1, server.logged().size());
            assertTrue(
                    server.logged().get(0).contains("unable to create native thread"),
                    server.logged().get(0));
        }
    }

    @Test
    void closingEndsConnectionsThatWait() throws IOException {
        Socket client;
        try (RunningServer server = new RunningServer((netpoll, workers, log) -> new EchoHandler())) {
            client = server.client();
            client.getOutputStream().write(7);
            assertEquals(7, client.getInputStream().read());
        }
        try (client) {
            assertEquals(-1, client.getInputStream().read());
        }
    }
}
