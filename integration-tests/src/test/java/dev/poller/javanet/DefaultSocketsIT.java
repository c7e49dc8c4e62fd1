// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that has made Poller what all its sockets are over. */
final class DefaultSocketsIT {
    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    void everySocketIsOurs(String provider) throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dpoller.provider=" + provider,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.poller.javanet.DefaultSockets")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (InputStream out = program.getInputStream()) {
            String printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(program.waitFor(60, TimeUnit.SECONDS));
            assertEquals(
                    List.of(
                            "registered 3",
                            "echo 42",
                            "own accept Own 42",
                            "no proxy 42",
                            "factories 42",
                            "again: another factory makes the sockets of this program",
                            "left 0"),
                    printed.lines().toList());
            assertEquals(0, program.exitValue());
        } finally {
            program.destroyForcibly();
        }
    }
}
