// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
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
        assertTrue(result.poller().tally().byteErrors() > 0, result.text());
        assertFalse(result.passed());
    }

    @Test
    void byteTooManyIsCounted() throws Exception {
        DemoResult result = run(small(), stream -> {
            new EchoHandler().serve(stream);
            stream.write(new byte[1]);
        });
        assertEquals(2, result.poller().tally().byteErrors(), result.text());
        assertFalse(result.passed());
    }

    @Test
    void lostConnectionIsAFailureWithItsReason() throws Exception {
        DemoResult result = run(small(), stream -> stream.read(new byte[1]));
        assertEquals(2, result.poller().tally().failures(), result.text());
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
                        "roundTripsOfConnections",
                        "byteErrors",
                        "failures",
                        "failureReasons",
                        "passed",
                        "processors",
                        "comparison",
                        "noComparison"),
                List.copyOf(json.keySet()));
        assertEquals(2, json.get("connections"));
        assertEquals(0, json.get("byteErrors"));
        assertEquals(true, json.get("passed"));
        assertNull(json.get("comparison"));
        Map<?, ?> latency = (Map<?, ?>) Objects.requireNonNull(json.get("latencyMillis"));
        assertEquals(List.of("p50", "p99", "p99.9", "max"), List.copyOf(latency.keySet()));
    }

    @ParameterizedTest
    @EnumSource
    void theJdkGetsTheSameLoadAndItsBytesAreCheckedToo(ThreadKind kind) throws Exception {
        Assumptions.assumeTrue(kind.available(), () -> kind + " threads need a later Java");
        DemoSettings settings = new DemoSettings(Address.parse("127.0.0.1:0"), 20, Duration.ofSeconds(1), 100, kind);
        DemoResult result = compared(settings);
        assertTrue(result.passed(), result.text());
        assertTrue(err.toString().contains("JDK, 1 s: "), err.toString());
        String text = result.text();
        String word = kind.name().toLowerCase(Locale.ROOT);
        assertTrue(text.contains("0 byte errors, 0 failures\n\nthe same load"), text);
        assertTrue(text.contains("JDK, " + word + " threads"), text);
        assertTrue(text.matches("(?s).*\nround trips/s +[\\d,]+ +[\\d,]+ +\\d+\\.\\d\\d\n.*"), text);
        assertTrue(text.matches("(?s).*\nbyte errors +0 +0\nfailures +0 +0\\b.*"), text);
    }

    @Test
    void theComparisonIsInTheJson() throws Exception {
        Map<String, Object> json = JSON.std.mapFrom(Json.text(compared(small()).json()));
        Map<?, ?> comparison = (Map<?, ?>) Objects.requireNonNull(json.get("comparison"));
        assertEquals("jdk", comparison.get("with"));
        assertEquals(0, comparison.get("byteErrors"));
        assertEquals(true, comparison.get("passed"), comparison::toString);
        Map<?, ?> ratio = (Map<?, ?>) Objects.requireNonNull(comparison.get("ratio"));
        double ours = number(json.get("roundTripsPerSecond"));
        double theirs = number(comparison.get("roundTripsPerSecond"));
        assertEquals(ours / theirs, number(ratio.get("roundTripsPerSecond")), 0.01);
        Map<?, ?> latency = (Map<?, ?>) Objects.requireNonNull(ratio.get("latencyMillis"));
        assertEquals(List.of("p50", "p99", "p99.9", "max"), List.copyOf(latency.keySet()));
    }

    /** A few that go round fast while the others wait look good in every percentile. */
    @Test
    void whoHadNoRoundTripIsTold() {
        Tally tally = new Tally();
        for (int i = 0; i < 5; i++) {
            tally.roundTrip(1_000_000);
        }
        tally.ended(5);
        Measurement even = new Measurement(small(), 1_000_000_000, tally);
        assertEquals(5, even.least());
        assertEquals("", even.unservedLine("the"));
        tally.ended(0);
        Measurement uneven = new Measurement(small(), 1_000_000_000, tally);
        assertEquals(0, uneven.least());
        assertEquals(5, uneven.median());
        String line = "\n1 of the JDK's 2 clients had no round trip at all: the latencies are those of the others";
        assertEquals(line, uneven.unservedLine("the JDK's"));
        String text = result(small(), even, Comparison.with(uneven)).text();
        assertTrue(text.contains(line), text);
        assertTrue(text.matches("(?s).*\nslowest client +0 +0\n.*"), text);
        assertEquals(
                Map.of("least", 0L, "median", 5L, "unserved", 1L), uneven.json().get("roundTripsOfConnections"));
    }

    @Test
    void theJdkIsComparedOnASocketFileWhichIsGoneAfterwards(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("s");
        DemoSettings settings =
                new DemoSettings(Address.parse("unix:" + file), 2, Duration.ofMillis(100), 64, ThreadKind.best());
        Comparison comparison = JdkSide.compare(settings, new Log(new PrintWriter(err), false));
        assertTrue(comparison.passed(), comparison::toString);
        assertNotNull(comparison.jdk(), comparison::toString);
        assertFalse(Files.exists(file));
    }

    @Test
    void whereTheJdkCannotThereIsNoComparisonAndNoFailure() throws Exception {
        DemoSettings settings =
                new DemoSettings(Address.parse("unix:@name"), 2, Duration.ofMillis(100), 64, ThreadKind.best());
        Comparison comparison = JdkSide.compare(settings, new Log(new PrintWriter(err), false));
        assertNull(comparison.jdk());
        DemoResult result = result(settings, run(small(), new EchoHandler()).poller(), comparison);
        assertTrue(result.passed());
        assertTrue(result.text().endsWith("\nno comparison with the JDK: it has no Unix sockets with abstract names"));
        assertEquals("it has no Unix sockets with abstract names", result.json().get("noComparison"));
    }

    @Test
    void wrongBytesOfTheJdkFailTheDemo() throws Exception {
        Tally tally = new Tally();
        tally.roundTrip(1000);
        tally.wrongBytes(1);
        DemoResult sound = run(small(), new EchoHandler());
        Measurement wrong = new Measurement(small(), 1_000_000_000, tally);
        DemoResult result = result(small(), sound.poller(), Comparison.with(wrong));
        assertFalse(result.passed());
        assertEquals(false, result.json().get("passed"));
        assertTrue(result.text().matches("(?s).*\nbyte errors +0 +1\n.*"), result.text());
    }

    @Test
    void latenciesOfAQueueAreCalledThat() throws Exception {
        DemoSettings many =
                new DemoSettings(Address.parse("127.0.0.1:0"), 9, Duration.ofMillis(100), 64, ThreadKind.best());
        String queue = "\nmost of this latency is queueing: 9 clients share 2 processors;";
        assertTrue(run(many, new EchoHandler()).text().contains(queue));
        assertFalse(run(small(), new EchoHandler()).text().contains("queueing"));
    }

    private DemoResult compared(DemoSettings settings) throws IOException, InterruptedException {
        Measurement poller = run(settings, new EchoHandler()).poller();
        return result(settings, poller, JdkSide.compare(settings, new Log(new PrintWriter(err), false)));
    }

    private static double number(@Nullable Object value) {
        return ((Number) Objects.requireNonNull(value)).doubleValue();
    }

    private static DemoSettings small() {
        return new DemoSettings(Address.parse("127.0.0.1:0"), 2, Duration.ofSeconds(1), 64, ThreadKind.best());
    }

    private DemoResult run(DemoSettings settings, StreamHandler<ByteStream> handler)
            throws IOException, InterruptedException {
        try (Netpoll netpoll = Netpoll.open()) {
            Log log = new Log(new PrintWriter(err), false);
            Side side = new PollerSide(netpoll, settings.listen(), new ThreadsOption(), handler, log);
            Measurement poller = new DemoRun(side, settings, log).run();
            return result(settings, poller, Comparison.NOT_WANTED);
        }
    }

    private static DemoResult result(DemoSettings settings, Measurement poller, Comparison comparison) {
        return new DemoResult("epoll", "ffm", settings, 2, poller, comparison);
    }
}
