// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.ThreadKind;
import dev.poller.blocking.server.StreamHandler;
import dev.poller.cli.Address;
import dev.poller.cli.Json;
import dev.poller.cli.Log;
import dev.poller.cli.ThreadsOption;
import dev.poller.cli.serve.EchoHandler;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class DemoTest {
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @EnumSource
    void everyByteComesBackAndNothingIsLeft(ThreadKind kind) throws Exception {
        Assumptions.assumeTrue(kind.available(), () -> kind + " threads need a later Java");
        DemoResult result = run(
                new DemoSettings(Address.parse("127.0.0.1:0"), 20, Duration.ofSeconds(1), 100, kind),
                new EchoHandler());
        assertTrue(result.passed(), result.text());
        assertTrue(result.text().contains("0 byte errors, 0 failures"), result.text());
        assertTrue(err.toString().contains("1 s: "), err.toString());
    }

    @Test
    void largestMessageGoesRound() throws Exception {
        DemoResult result = run(
                new DemoSettings(Address.parse("127.0.0.1:0"), 4, Duration.ofSeconds(1), 65_536, ThreadKind.best()),
                new EchoHandler());
        assertTrue(result.passed(), result.text());
    }

    @Test
    void changedByteIsCounted() throws Exception {
        DemoResult result = run(small(), stream -> {
            byte[] buffer = new byte[64];
            for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                buffer[0] ^= 1;
                stream.write(buffer, 0, n);
            }
        });
        assertTrue(result.tally().byteErrors() > 0, result.text());
        assertFalse(result.passed());
    }

    @Test
    void byteTooManyIsCounted() throws Exception {
        DemoResult result = run(small(), stream -> {
            new EchoHandler().serve(stream);
            stream.write(new byte[1]);
        });
        assertEquals(2, result.tally().byteErrors(), result.text());
        assertFalse(result.passed());
    }

    @Test
    void lostConnectionIsAFailureWithItsReason() throws Exception {
        DemoResult result = run(small(), stream -> stream.read(new byte[1]));
        assertEquals(2, result.tally().failures(), result.text());
        assertTrue(result.text().contains("first failures: "), result.text());
        assertFalse(result.passed());
    }

    @Test
    void jsonHasTheFieldsThatProgramsRead() throws Exception {
        DemoResult result = run(small(), new EchoHandler());
        Map<String, Object> json = JSON.std.mapFrom(Json.text(result.json()));
        assertEquals(
                List.of(
                        "provider",
                        "binding",
                        "threads",
                        "java",
                        "connections",
                        "messageBytes",
                        "seconds",
                        "roundTrips",
                        "roundTripsPerSecond",
                        "latencyMillis",
                        "byteErrors",
                        "failures",
                        "failureReasons",
                        "passed"),
                List.copyOf(json.keySet()));
        assertEquals(2, json.get("connections"));
        assertEquals(0, json.get("byteErrors"));
        assertEquals(true, json.get("passed"));
        Map<?, ?> latency = (Map<?, ?>) Objects.requireNonNull(json.get("latencyMillis"));
        assertEquals(List.of("p50", "p99", "p99.9", "max"), List.copyOf(latency.keySet()));
    }

    private static DemoSettings small() {
        return new DemoSettings(Address.parse("127.0.0.1:0"), 2, Duration.ofSeconds(1), 64, ThreadKind.best());
    }

    private DemoResult run(DemoSettings settings, StreamHandler<ByteStream> handler)
            throws IOException, InterruptedException {
        try (Netpoll netpoll = Netpoll.open()) {
            return new DemoRun(netpoll, settings, new ThreadsOption(), handler, new Log(new PrintWriter(err), false))
                    .run();
        }
    }
}
