// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The proxy between curl or wrk and nginx. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
final class NginxIT {
    private static final int SMALL = 1_000;
    private static final int LARGE = 64 * 1024 * 1024;

    @RegisterExtension
    static final Processes SERVERS = new Processes();

    @RegisterExtension
    final Processes proxies = new Processes();

    @TempDir
    static Path directory;

    static Nginx nginx;

    @BeforeAll
    static void start() throws Exception {
        nginx = new Nginx(directory);
        Scratch.file(nginx.files().resolve("small"), SMALL);
        Scratch.file(nginx.files().resolve("large"), LARGE);
        nginx.certify();
        nginx.start(SERVERS);
    }

    @OnEachScheduler
    void filesArriveAsTheyDoOnADirectConnection(String options) throws Exception {
        ProxyProcess proxy = ProxyProcess.start(proxies, nginx.port(), options);
        for (String name : List.of("small", "large")) {
            Path direct = Curl.get("http://127.0.0.1:" + nginx.port() + "/" + name, directory.resolve("direct"));
            Path proxied = Curl.get("http://127.0.0.1:" + proxy.port() + "/" + name, directory.resolve("proxied"));
            Scratch.assertSame(nginx.files().resolve(name), direct);
            Scratch.assertSame(direct, proxied);
        }
        assertEquals(List.of(), proxy.logged());
    }

    @OnEachScheduler
    void aTlsSessionPassesThrough(String options) throws Exception {
        ProxyProcess proxy = ProxyProcess.start(proxies, nginx.tlsPort(), options);
        String url = "https://127.0.0.1:" + proxy.port() + "/large";
        Path proxied = Curl.get(
                url,
                directory.resolve("proxied"),
                "--cacert",
                nginx.certificate().toString());
        Scratch.assertSame(nginx.files().resolve("large"), proxied);
        CommandRun distrusting = CommandRun.of(Curl.command(url));
        assertEquals(60, distrusting.status(), () -> "curl's status for an unknown authority: " + distrusting.errors());
        assertEquals(List.of(), proxy.logged());
    }

    @OnEachScheduler
    void loadGetsNothingButAnswers(String options) throws Exception {
        ProxyProcess proxy = ProxyProcess.start(proxies, nginx.port(), options);
        CommandRun wrk = CommandRun.of(List.of(
                        Tool.find("wrk"),
                        "--threads",
                        "1",
                        "--connections",
                        "32",
                        "--duration",
                        "2s",
                        "--timeout",
                        "30s",
                        "http://127.0.0.1:" + proxy.port() + "/small"))
                .done();
        assertTrue(wrk.text().matches("(?s).*[1-9]\\d* requests in .*"), wrk::toString);
        assertFalse(wrk.text().contains("Socket errors"), wrk::toString);
        assertFalse(wrk.text().contains("Non-2xx"), wrk::toString);
        assertEquals(List.of(), proxy.logged());
    }
}
