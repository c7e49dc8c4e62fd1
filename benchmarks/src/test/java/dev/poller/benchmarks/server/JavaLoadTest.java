// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.benchmarks.load.JavaLoad;
import dev.poller.benchmarks.load.LoadRequest;
import dev.poller.benchmarks.load.LoadResult;
import dev.poller.blocking.Scheduler;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The generator in Java against a server in this process: only counts and bytes, for time is not tested here. */
@Timeout(30)
class JavaLoadTest {
    private static int start(BenchmarkServer server, Exchange exchange) throws Exception {
        CompletableFuture<Integer> listening = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                server.run(exchange, (port, detail) -> listening.complete(port));
            } catch (IOException failure) {
                listening.completeExceptionally(failure);
            }
        });
        return listening.get(10, TimeUnit.SECONDS);
    }

    private static LoadResult load(LoadRequest request) throws IOException {
        try (JavaLoad load = JavaLoad.connect(request)) {
            return load.run();
        }
    }

    private static LoadRequest requests(int port, int message, int reply, long requests) {
        return new LoadRequest(port, 8, 3, message, reply, 0, 0, 0, requests, 0, false);
    }

    @ParameterizedTest
    @CsvSource({"64, 0", "65536, 0", "64, 4096"})
    void everyRequestIsAnsweredWithItsBytes(int message, int reply) throws Exception {
        int port = start(new NioSelectorServer(), new Exchange(reply > 0 ? message : 0, reply, 0));
        LoadResult result = load(requests(port, message, reply, 200));
        assertEquals(200, result.requests());
        assertEquals(200L * (reply > 0 ? reply : message), result.bytes());
        assertTrue(result.mostPerConnection() >= 25, result::toString);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "64, 4096"})
    void blockingServersDoTheSame(int request, int reply) throws Exception {
        int port = start(new JdkChannelServer(), new Exchange(request, reply, 0));
        assertEquals(200, load(requests(port, 64, reply, 200)).requests());
    }

    @Test
    void aDeadlineThatDoesNotPassChangesNothing() throws Exception {
        int port = start(new PollerServer(Scheduler.JDK), new Exchange(0, 0, 30_000));
        assertEquals(200, load(requests(port, 64, 0, 200)).requests());
    }

    @Test
    void aServerThatReadsOnceAnswersOnce() throws Exception {
        int port = start(new JdkChannelServer(), Exchange.ECHO.onlyOnce());
        assertEquals(8, load(requests(port, 64, 0, 8)).requests());
    }

    @Test
    void aFloodLeavesRoomForTheOthers() throws Exception {
        int port = start(new NioSelectorServer(), Exchange.ECHO);
        LoadResult result = load(new LoadRequest(port, 2, 0, 64, 0, 1, 0, 0.2, 0, 0, false));
        assertTrue(result.floodBytes() > 0 && result.requests() > 0, result::toString);
    }
}
