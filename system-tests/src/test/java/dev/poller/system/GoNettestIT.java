// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Go's suite for network connections (golang.org/x/net/nettest) cannot tell that there is a proxy in between. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
final class GoNettestIT {
    /** Where Debian has the libraries of Go. */
    private static final Path LIBRARIES = Path.of("/usr/share/gocode");

    private static final Pattern PASSED = Pattern.compile("(?m)^ +--- PASS: TestThroughTheProxy/(\\w+) ");

    @TempDir
    static Path directory;

    @RegisterExtension
    final Processes processes = new Processes();

    private static Path suite = Path.of("");

    @BeforeAll
    static void compile() throws Exception {
        String go = Tool.find("go");
        assumeTrue(
                Files.isDirectory(LIBRARIES.resolve("src/golang.org/x/net/nettest")),
                "there is no golang.org/x/net here (golang-golang-x-net-dev)");
        Path source = Path.of(Objects.requireNonNull(GoNettestIT.class.getResource("/nettest/proxy_test.go"))
                .toURI());
        suite = directory.resolve("suite");
        CommandRun.of(List.of(
                        "env",
                        "GO111MODULE=off",
                        "GOPATH=" + LIBRARIES,
                        "GOCACHE=" + directory.resolve("cache"),
                        go,
                        "test",
                        "-c",
                        "-o",
                        suite.toString(),
                        source.toString()))
                .done();
    }

    @OnEachScheduler
    void theSuitePasses(String options) throws Exception {
        int backend = freePort();
        ProxyProcess proxy = ProxyProcess.start(processes, backend, options);
        CommandRun run = CommandRun.of(List.of(
                        "env",
                        "POLLER_PROXY=" + proxy.address(),
                        "POLLER_BACKEND=127.0.0.1:" + backend,
                        suite.toString(),
                        "-test.v"))
                .done();
        List<String> passed = PASSED.matcher(run.text())
                .results()
                .map(found -> found.group(1))
                .sorted()
                .toList();
        assertEquals(
                List.of(
                        "BasicIO",
                        "CloseTimeout",
                        "ConcurrentMethods",
                        "FutureTimeout",
                        "PastTimeout",
                        "PingPong",
                        "PresentTimeout",
                        "RacyRead",
                        "RacyWrite",
                        "ReadTimeout",
                        "WriteTimeout"),
                passed,
                run::toString);
    }

    /** The suite listens there later than the proxy is told so; it connects only once it is connected to. */
    private static int freePort() throws IOException {
        try (ServerSocket found = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return found.getLocalPort();
        }
    }
}
