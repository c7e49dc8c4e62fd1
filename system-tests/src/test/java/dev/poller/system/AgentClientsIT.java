// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import kotlin.Unit;
import okhttp3.OkHttpClient;
import okio.Buffer;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/**
 * HTTP clients that know nothing of Poller, with its agent and without any other change. Each keeps one connection to
 * nginx and opens one to a server that says nothing, and all of them are Poller's.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
final class AgentClientsIT {
    private static final int SMALL = 1_000;
    private static final int LARGE = 20_000_000;
    private static final String TWO = "2 connected, 0 accepted, 0 listening, 0 failed to connect";

    @RegisterExtension
    static final Processes SERVERS = new Processes();

    @TempDir
    static Path served;

    @TempDir
    Path directory;

    private static Nginx nginx;
    private static String small;
    private static String large;

    @BeforeAll
    static void start() throws Exception {
        nginx = new Nginx(served);
        small = "small 200 " + sum(Scratch.file(nginx.files().resolve("small"), SMALL));
        large = "large 200 " + sum(Scratch.file(nginx.files().resolve("large"), LARGE));
        nginx.start(SERVERS);
    }

    @Test
    void httpClient5IsOnPoller() throws Exception {
        assertSameOnPoller(
                "HttpClient5",
                List.of(
                        UnmodifiedProgram.jarOf(HttpClient.class),
                        UnmodifiedProgram.jarOf(HttpHost.class),
                        UnmodifiedProgram.jarOf(HttpVersionPolicy.class),
                        UnmodifiedProgram.jarOf(Logger.class)));
    }

    @Test
    void okHttpIsOnPoller() throws Exception {
        assertSameOnPoller(
                "OkHttp",
                List.of(
                        UnmodifiedProgram.jarOf(OkHttpClient.class),
                        UnmodifiedProgram.jarOf(Buffer.class),
                        UnmodifiedProgram.jarOf(Unit.class)));
    }

    @Test
    void theUrlConnectionOfTheJdkIsOnPoller() throws Exception {
        assertSameOnPoller("UrlConnection", List.of());
    }

    private void assertSameOnPoller(String name, List<Path> libraries) throws Exception {
        UnmodifiedProgram program = UnmodifiedProgram.compile(name, directory, libraries);
        try (SilentServer silent = new SilentServer(directory.resolve("silent.sock"))) {
            String[] servers = {"http://127.0.0.1:" + nginx.port(), "http://127.0.0.1:" + silent.port() + "/"};
            CommandRun alone = CommandRun.of(program.alone(servers)).done();
            CommandRun onPoller = CommandRun.of(program.withAgent(servers)).done();
            assertEquals(alone.text(), onPoller.text());
            assertTold(onPoller.text().lines().toList());
            String report = UnmodifiedProgram.report(onPoller.errors());
            assertTrue(report.startsWith(TWO), report);
        }
    }

    private static void assertTold(List<String> lines) {
        assertEquals(List.of(small, large, small), lines.subList(0, 3));
        assertTrue(lines.get(3).startsWith("nothing 404"), lines::toString);
        assertEquals("POST 1000000", lines.get(4));
        assertEquals("java.net.SocketTimeoutException", lines.get(5));
        assertEquals(6, lines.size(), lines::toString);
    }

    private static long sum(Path file) throws Exception {
        CRC32 sum = new CRC32();
        sum.update(Files.readAllBytes(file));
        return sum.getValue();
    }
}
