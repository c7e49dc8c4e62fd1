// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.tck.Await;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Peers that are killed while bytes flow leave nothing behind in the proxy, and it goes on. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
final class KilledPeersIT {
    private static final int LARGE = 32 * 1024 * 1024;

    /** Of one client, at the same time. */
    private static final int TRANSFERS = 8;

    /** The end of a process by SIGTERM, as a JVM reports it. */
    private static final int TERMINATED = 128 + 15;

    @RegisterExtension
    final Processes processes = new Processes();

    @TempDir
    static Path directory;

    static Nginx nginx;

    private RunningProcess server;

    @BeforeAll
    static void makeFiles() throws Exception {
        nginx = new Nginx(directory);
        Scratch.file(nginx.files().resolve("small"), 1_000);
        Scratch.file(nginx.files().resolve("large"), LARGE);
    }

    @BeforeEach
    void startServer() throws Exception {
        server = nginx.start(processes);
    }

    @OnEachScheduler
    void aClientKilledWhileItReceives(String options) throws Exception {
        ProxyProcess proxy = ProxyProcess.start(processes, nginx.port(), options);
        Map<String, Integer> before = proxy.process().descriptors();
        RunningProcess client = receive(proxy, "slow/large");
        client.kill();
        assertNothingIsLeft(proxy, before);
    }

    @OnEachScheduler
    void aClientKilledWhileTheProxyCannotWriteToIt(String options) throws Exception {
        ProxyProcess proxy = ProxyProcess.start(processes, nginx.port(), options);
        Map<String, Integer> before = proxy.process().descriptors();
        RunningProcess client = receive(proxy, "large", "--limit-rate", "100k");
        Await.until("the proxy has bytes that it cannot send", () -> unsent(proxy.port()) > 0);
        client.kill();
        assertNothingIsLeft(proxy, before);
    }

    @OnEachScheduler
    void aClientKilledWhileItSends(String options) throws Exception {
        ProxyProcess proxy = ProxyProcess.start(processes, nginx.port(), options);
        Map<String, Integer> before = proxy.process().descriptors();
        RunningProcess client = send(proxy);
        client.kill();
        assertNothingIsLeft(proxy, before);
    }

    @OnEachScheduler
    void aServerKilledWhileItSends(String options) throws Exception {
        ProxyProcess proxy = ProxyProcess.start(processes, nginx.port(), options);
        Map<String, Integer> before = proxy.process().descriptors();
        RunningProcess client = receive(proxy, "slow/large");
        server.kill();
        assertNotEquals(0, client.awaitEnd(), "the client's status");
        assertServerIsMissedAndFound(proxy, before);
    }

    @OnEachScheduler
    void aServerKilledWhileItReceives(String options) throws Exception {
        ProxyProcess proxy = ProxyProcess.start(processes, nginx.port(), options);
        Map<String, Integer> before = proxy.process().descriptors();
        RunningProcess client = send(proxy);
        server.kill();
        assertNotEquals(0, client.awaitEnd(), "the client's status");
        assertServerIsMissedAndFound(proxy, before);
    }

    @OnEachScheduler
    void theProxyIsToldToStop(String options) throws Exception {
        ProxyProcess proxy = ProxyProcess.start(processes, nginx.port(), options);
        RunningProcess client = receive(proxy, "slow/large");
        proxy.process().terminate();
        assertEquals(TERMINATED, proxy.process().awaitEnd(), "the proxy's status");
        assertEquals(List.of("poller: stopped"), proxy.logged());
        assertNotEquals(0, client.awaitEnd(), "the client's status");
    }

    /** A client that has begun to receive the same file several times at once. */
    private RunningProcess receive(ProxyProcess proxy, String name, String... options) throws Exception {
        Path into = Files.createTempDirectory(directory, "received");
        RunningProcess client = processes.start(
                "curl",
                Stream.concat(
                                Curl.command(
                                        "--parallel",
                                        "--parallel-immediate",
                                        "--output",
                                        into + "/#1",
                                        url(proxy, name) + "?[1-" + TRANSFERS + "]")
                                        .stream(),
                                Stream.of(options))
                        .toList());
        Await.until("each transfer has begun", () -> {
            client.assertRuns();
            return filesWithContent(into) == TRANSFERS;
        });
        return client;
    }

    /** A client that has begun to send something without end. */
    private RunningProcess send(ProxyProcess proxy) throws Exception {
        RunningProcess client = processes.start(
                "curl", Curl.command("--upload-file", "/dev/zero", "--limit-rate", "1M", url(proxy, "upload/sent")));
        Await.until("the server has received something", () -> {
            client.assertRuns();
            return filesWithContent(nginx.bodies()) > 0;
        });
        return client;
    }

    private static void assertNothingIsLeft(ProxyProcess proxy, Map<String, Integer> before) throws Exception {
        proxy.awaitDescriptors(before);
        assertEquals(List.of(), proxy.logged());
        assertServes(proxy);
        proxy.awaitDescriptors(before);
    }

    /** The next client after the server's death is told of in one line, and the one after its return is served. */
    private void assertServerIsMissedAndFound(ProxyProcess proxy, Map<String, Integer> before) throws Exception {
        proxy.awaitDescriptors(before);
        assertEquals(List.of(), proxy.logged());
        assertNotEquals(
                0, CommandRun.of(Curl.command(url(proxy, "small"))).status(), "the status of a client without server");
        proxy.awaitDescriptors(before);
        List<String> logged = proxy.logged();
        assertEquals(1, logged.size(), logged::toString);
        String beginning = "poller: cannot connect to 127.0.0.1:" + nginx.port() + " for 127.0.0.1:";
        assertTrue(logged.get(0).startsWith(beginning), logged::toString);
        nginx.start(processes);
        assertServes(proxy);
        proxy.awaitDescriptors(before);
    }

    private static void assertServes(ProxyProcess proxy) throws Exception {
        Path small = Curl.get(url(proxy, "small"), directory.resolve("small"));
        Scratch.assertSame(nginx.files().resolve("small"), small);
    }

    private static String url(ProxyProcess proxy, String name) {
        return "http://127.0.0.1:" + proxy.port() + "/" + name;
    }

    private static long filesWithContent(Path directory) throws IOException {
        long files = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                files += entry.toFile().length() > 0 ? 1 : 0;
            }
        }
        return files;
    }

    /**
     * How many bytes the sockets at a local port still hold for their peers: the fifth field of /proc/net/tcp, by
     * https://docs.kernel.org/networking/proc_net_tcp.html in hexadecimal.
     */
    private static long unsent(int port) throws IOException {
        String local = String.format(Locale.ROOT, ":%04X", port);
        long bytes = 0;
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String row : Files.readAllLines(Path.of(table))) {
                List<String> fields = List.of(row.strip().split("\\s+", -1));
                if (fields.get(1).endsWith(local)) {
                    bytes += Long.parseLong(fields.get(4).substring(0, 8), 16);
                }
            }
        }
        return bytes;
    }
}
