// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.ThreadKind;
import dev.poller.system.HttpCaller.Answer;
import dev.poller.system.HttpCaller.Call;
import dev.poller.tck.Await;
import dev.poller.tck.Threads;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an HTTP client does against nginx, over TCP, a Unix socket and TLS, and on both kinds of threads. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
abstract class HttpClientTests {
    static final int PATIENT = 30_000;
    static final int IMPATIENT = 200;

    private static final int LARGE = 20_000_000;
    private static final int[] SIZES = {1, 1_000, 65_537, LARGE};
    private static final int THREADS = 200;
    private static final int REQUESTS = 3;

    /** Far more than is needed, and far less than the rest of a slow body or an answer that never comes. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    @RegisterExtension
    static final Processes SERVERS = new Processes();

    @TempDir
    static Path directory;

    private static Nginx nginx;
    private static Trust trust;

    private final HttpCaller.Kind kind;
    private Netpoll netpoll;

    HttpClientTests(HttpCaller.Kind kind) {
        this.kind = kind;
    }

    @BeforeAll
    static void start() throws Exception {
        nginx = new Nginx(directory);
        for (int size : SIZES) {
            Scratch.file(nginx.files().resolve("of-" + size), size);
        }
        nginx.certify();
        trust = Trust.in(nginx.certificate());
        nginx.start(SERVERS);
    }

    @BeforeEach
    void open() throws IOException {
        netpoll = Netpoll.open();
    }

    /** Whoever closes its client has no socket left. */
    @AfterEach
    void close() throws Exception {
        try (Netpoll closing = netpoll) {
            Await.until("no socket is left", () -> closing.registrations() == 0);
        }
    }

    final Netpoll netpoll() {
        return netpoll;
    }

    final Trust trust() {
        return trust;
    }

    final SilentServer silent() throws IOException {
        return new SilentServer(directory.resolve("silent.sock"));
    }

    private HttpCaller caller(HttpWay way) {
        return kind.over(way.to(nginx, netpoll, trust), PATIENT);
    }

    static Stream<Arguments> waysAndThreads() {
        return Stream.of(HttpWay.values())
                .flatMap(way -> Stream.of(ThreadKind.values())
                        .filter(ThreadKind::available)
                        .map(threads -> Arguments.of(way, threads)));
    }

    @ParameterizedTest
    @MethodSource("waysAndThreads")
    void bodiesOfAnySizeArriveWhole(HttpWay way, ThreadKind threads) throws Exception {
        try (HttpCaller caller = caller(way)) {
            done(start(threads, () -> {
                for (int size : SIZES) {
                    assertGets(caller, size);
                }
                return netpoll.registrations();
            }));
        }
    }

    @ParameterizedTest
    @MethodSource("waysAndThreads")
    void bodiesOfAnySizeAreSentWhole(HttpWay way, ThreadKind threads) throws Exception {
        try (HttpCaller caller = caller(way)) {
            done(start(threads, () -> {
                for (int size : SIZES) {
                    byte[] body = Files.readAllBytes(nginx.files().resolve("of-" + size));
                    String name = way + "-" + threads + "-" + size;
                    try (Answer answer = caller.put("/upload/" + name, body).ask()) {
                        assertTrue(answer.status() == 201 || answer.status() == 204, () -> "status " + answer.status());
                    }
                    Path there = nginx.files().resolve("upload").resolve(name);
                    assertArrayEquals(body, Files.readAllBytes(there));
                    Files.delete(there);
                }
                return null;
            }));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionIsUsedAgain(HttpWay way) throws Exception {
        try (HttpCaller caller = caller(way);
                HttpCaller other = caller(way)) {
            String first = assertGets(caller, 1_000);
            assertEquals(1, netpoll.registrations(), "sockets of Poller");
            assertEquals(first, assertGets(caller, LARGE));
            assertEquals(first, assertGets(caller, 1));
            assertNotEquals(first, assertGets(other, 1));
            assertEquals(2, netpoll.registrations(), "sockets of Poller");
        }
    }

    @ParameterizedTest
    @MethodSource("waysAndThreads")
    void aServerThatSaysNothingIsGivenUp(HttpWay way, ThreadKind threads) throws Exception {
        try (SilentServer silent = silent();
                HttpCaller caller = kind.over(way.to(silent, netpoll, trust), IMPATIENT)) {
            FutureTask<Integer> asking =
                    start(threads, () -> status(caller.get("/of-1"))).task();
            assertInstanceOf(SocketTimeoutException.class, failure(asking));
        }
    }

    @ParameterizedTest
    @MethodSource("waysAndThreads")
    void aCallThatWaitsIsCancelledByAnotherThread(HttpWay way, ThreadKind threads) throws Exception {
        try (SilentServer silent = silent();
                HttpCaller caller = kind.over(way.to(silent, netpoll, trust), PATIENT)) {
            Call call = caller.get("/of-1");
            Started<Integer> asking = start(threads, () -> status(call));
            silent.awaitAsked();
            Threads.awaitParked(asking.thread());
            long start = System.nanoTime();
            call.cancel();
            failure(asking.task());
            assertAtOnce(start);
        }
    }

    @ParameterizedTest
    @MethodSource("waysAndThreads")
    void aBodyReadByHalfIsClosedAtOnce(HttpWay way, ThreadKind threads) throws Exception {
        try (HttpCaller caller = caller(way)) {
            done(start(threads, () -> {
                Answer answer = caller.get("/slow/of-" + LARGE).ask();
                assertEquals(100_000, answer.body().readNBytes(100_000).length);
                long start = System.nanoTime();
                answer.giveUp();
                assertAtOnce(start);
                Await.until("its socket is closed", () -> netpoll.registrations() == 0);
                return assertGets(caller, 1_000);
            }));
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoHundredThreadsAskAtOnce(HttpWay way) throws Exception {
        try (HttpCaller caller = caller(way)) {
            List<Started<Integer>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                all.add(start(ThreadKind.best(), () -> {
                    for (int request = 0; request < REQUESTS; request++) {
                        assertGets(caller, 65_537);
                    }
                    return REQUESTS;
                }));
            }
            for (Started<Integer> each : all) {
                assertEquals(REQUESTS, done(each));
            }
        }
    }

    @Test
    void anAuthorityThatIsNotTrustedIsRefused() throws Exception {
        HttpRoute route = HttpWay.TLS.to(nginx, netpoll, Trust.standard());
        try (HttpCaller caller = kind.over(route, PATIENT)) {
            assertThrows(SSLException.class, () -> status(caller.get("/of-1")));
        }
    }

    /** Gets a file and looks at every byte; returns the number of its connection. */
    private static String assertGets(HttpCaller caller, int size) throws IOException {
        try (Answer answer = caller.get("/of-" + size).ask()) {
            assertEquals(200, answer.status());
            byte[] expected = Files.readAllBytes(nginx.files().resolve("of-" + size));
            assertArrayEquals(expected, answer.body().readAllBytes());
            return Objects.requireNonNull(answer.header(Nginx.CONNECTION));
        }
    }

    private static int status(Call call) throws IOException {
        try (Answer answer = call.ask()) {
            return answer.status();
        }
    }

    private static void assertAtOnce(long start) {
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(took.compareTo(AT_ONCE) < 0, () -> "took " + took);
    }

    private record Started<T>(FutureTask<T> task, Thread thread) {}

    private static <T> Started<T> start(ThreadKind kind, Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = kind.factory("http-").newThread(task);
        thread.start();
        return new Started<>(task, thread);
    }

    private static <T> T done(Started<T> started) throws Exception {
        return started.task().get(60, TimeUnit.SECONDS);
    }

    private static IOException failure(FutureTask<?> task) {
        Throwable ended = assertThrows(ExecutionException.class, () -> task.get(20, TimeUnit.SECONDS));
        return assertInstanceOf(IOException.class, ended.getCause());
    }
}
