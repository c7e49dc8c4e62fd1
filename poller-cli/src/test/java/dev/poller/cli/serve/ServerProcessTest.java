// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers as processes of their own: the line on stdout, the signal, the exit status. */
@Timeout(60)
class ServerProcessTest {
    private static final Pattern READY =
            Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+) provider=\\S+ binding=(jna|ffm|none)");
    /** 128 and SIGTERM's number, as every JVM ends. */
    private static final int TERMINATED = 143;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"echo --listen 127.0.0.1:0", "proxy --listen 127.0.0.1:0 --connect 127.0.0.1:9"})
    void saysWhenReadyAndStopsOnTheSignal(String command) throws Exception {
        Process server = start(command);
        try (BufferedReader out = server.inputReader(UTF_8)) {
            port(out.readLine());
            Assumptions.assumeTrue(server.supportsNormalTermination(), "no SIGTERM here");
            server.toHandle().destroy(); // Process.destroy would close stdout, too
            assertTrue(server.waitFor(20, TimeUnit.SECONDS), "does not stop");
            assertNull(out.readLine());
            assertEquals(TERMINATED, server.exitValue());
            assertEquals("poller: stopped\n", err());
        } finally {
            server.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo --listen 127.0.0.1:0", "echo --listen 127.0.0.1:0 --threads platform"})
    void signalStopsAServerWithConnectionsThatWait(String command) throws Exception {
        Process server = start(command);
        try (BufferedReader out = server.inputReader(UTF_8);
                Socket client = new Socket(InetAddress.getLoopbackAddress(), port(out.readLine()))) {
            client.setSoTimeout(20_000);
            client.getOutputStream().write(7);
            assertEquals(7, client.getInputStream().read());
            Assumptions.assumeTrue(server.supportsNormalTermination(), "no SIGTERM here");
            server.toHandle().destroy(); // Process.destroy would close stdout, too
            assertEquals(-1, client.getInputStream().read());
            assertTrue(server.waitFor(20, TimeUnit.SECONDS), "does not stop");
            assertEquals("poller: stopped\n", err());
        } finally {
            server.destroyForcibly();
        }
    }

    private Process start(String command) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.poller.cli.Main"));
        line.addAll(List.of(command.split(" ", -1)));
        return new ProcessBuilder(line)
                .redirectError(directory.resolve("err").toFile())
                .start();
    }

    private String err() throws IOException {
        return Files.readString(directory.resolve("err"));
    }

    private int port(@org.jspecify.annotations.Nullable String line) throws IOException {
        assertNotNull(line, "nothing on stdout; on stderr: " + err());
        Matcher matcher = READY.matcher(line);
        assertTrue(matcher.matches(), line);
        return Integer.parseInt(matcher.group(1));
    }
}
