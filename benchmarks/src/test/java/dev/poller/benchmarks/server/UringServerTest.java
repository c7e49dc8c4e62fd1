// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.benchmarks.load.JavaLoad;
import dev.poller.benchmarks.load.LoadRequest;
import dev.poller.benchmarks.load.LoadResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The prototype over io_uring, where the machine allows it. */
@Timeout(30)
class UringServerTest {
    private static int start(Exchange exchange) throws Exception {
        assumeTrue(Runtime.version().feature() >= 22, "needs java.lang.foreign");
        CompletableFuture<Integer> listening = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                ServerMain.uring().run(exchange, (port, detail) -> listening.complete(port));
            } catch (IOException | RuntimeException failure) {
                listening.completeExceptionally(failure);
            }
        });
        try {
            return listening.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            String reason = String.valueOf(failed.getCause());
            return reason.contains("io_uring cannot be used here") ? abort(reason) : fail(reason, failed);
        }
    }

    private static LoadResult load(int port, int message, int reply) throws IOException {
        LoadRequest request = new LoadRequest(port, 8, 3, message, reply, 0, 0, 0, 200, 0, false);
        try (JavaLoad load = JavaLoad.connect(request)) {
            return load.run();
        }
    }

    /** 256 KiB are more than the buffers that one connection may have. */
    @ParameterizedTest
    @CsvSource({"64, 0", "262144, 0", "64, 4096", "64, 65536"})
    void everyRequestIsAnsweredWithItsBytes(int message, int reply) throws Exception {
        int port = start(new Exchange(reply > 0 ? message : 0, reply, 0));
        LoadResult result = load(port, message, reply);
        assertEquals(200, result.requests());
        assertEquals(200L * (reply > 0 ? reply : message), result.bytes());
    }

    @Test
    void peersThatBreakOffAndPeersThatEndLeaveTheOthersAlone() throws Exception {
        int port = start(Exchange.ECHO);
        for (int i = 0; i < 100; i++) {
            try (Socket peer = new Socket(InetAddress.getLoopbackAddress(), port)) {
                peer.setSoLinger(i % 2 == 0, 0); // every other one resets
                peer.getOutputStream().write(new byte[10_000]);
                assertTrue(peer.getInputStream().read() >= 0);
            }
        }
        assertEquals(200, load(port, 64, 0).requests());
    }

    @Test
    void aPeerThatEndsItsSideGetsAllOfItsBytesAndThenTheEnd() throws Exception {
        int port = start(Exchange.ECHO);
        try (Socket peer = new Socket(InetAddress.getLoopbackAddress(), port)) {
            peer.getOutputStream().write(new byte[100_000]);
            peer.shutdownOutput();
            assertEquals(100_000, peer.getInputStream().readAllBytes().length);
        }
    }
}
