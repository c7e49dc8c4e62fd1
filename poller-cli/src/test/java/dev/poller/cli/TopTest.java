// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code poller top} at other programs. */
@Timeout(120)
class TopTest {
    @TempDir
    private Path directory;

    @Test
    void aProgramThatWasNotPreparedIsShownAndItsEndIsTold() throws Exception {
        Process echo = java(
                "-cp", System.getProperty("java.class.path"), "dev.poller.cli.Main", "echo", "--listen", "127.0.0.1:0");
        try (BufferedReader lines = echo.inputReader(StandardCharsets.UTF_8)) {
            String address = lines.readLine().split(" ", -1)[2];
            int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
            try (Socket peer = new Socket(InetAddress.getLoopbackAddress(), port)) {
                peer.getOutputStream().write(1);
                assertEquals(1, peer.getInputStream().read()); // accepted
                CommandRun run = CommandRun.of("top", pid(echo), "--count", "2", "--interval", "10ms");
                assertEquals(0, run.status(), run::err);
                List<String> shown = run.out().lines().toList();
                assertEquals(
                        2,
                        shown.stream()
                                .filter(line -> line.matches(".* listener +" + address + " .*read: .*"))
                                .count(),
                        run::out);
                assertEquals(
                        2,
                        shown.stream()
                                .filter(line -> line.matches(".* stream socket +" + address + " +127\\.0\\.0\\.1:"
                                        + peer.getLocalPort() + " .*"))
                                .count(),
                        run::out);
                CommandRun one = CommandRun.of("top", pid(echo), "--count", "1", "--rows", "1");
                assertTrue(one.out().contains("and "), one::out);
            }
        } finally {
            echo.destroyForcibly().waitFor();
        }
        failsInOneLine("cannot attach to process " + pid(echo), pid(echo));
    }

    @Test
    void aProgramWithoutPollerIsLeftAlone() throws Exception {
        Path source = directory.resolve("Waits.java");
        Files.writeString(
                source,
                "class Waits { public static void main(String[] a) throws Exception {"
                        + " System.out.println(1); System.in.read(); } }");
        Process waits = java(source.toString());
        try (BufferedReader lines = waits.inputReader(StandardCharsets.UTF_8)) {
            assertEquals("1", lines.readLine());
            failsInOneLine("has no Poller on its class path", pid(waits));
        } finally {
            waits.destroyForcibly().waitFor();
        }
    }

    @Test
    void whereNobodyListensIsTold() {
        failsInOneLine("cannot connect to localhost:1 by JMX: Connection refused", "localhost:1");
    }

    private static void failsInOneLine(String reason, String target) {
        CommandRun run = CommandRun.of("top", target);
        assertEquals(1, run.status());
        assertEquals(1, run.errLines().size(), run.err());
        assertTrue(run.err().contains(reason), run.err());
        assertEquals("", run.out());
    }

    private static String pid(Process process) {
        return Long.toString(process.pid());
    }

    private static Process java(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
