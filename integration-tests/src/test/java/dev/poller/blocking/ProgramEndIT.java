// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** At the end of a program no thread keeps the JVM waiting in a poll, and sockets work for its shutdown hooks. */
final class ProgramEndIT {
    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    void thePlatformThreadThatPollsSleeps(String provider) throws Exception {
        ends("poller-loop-", List.of("-Dpoller.provider=" + provider));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "carrier loops need virtual threads")
    void aCarrierLoopSleeps() throws Exception {
        ends(
                "poller-carrier-",
                List.of(
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-Dpoller.provider=epoll",
                        "-Dpoller.scheduler=loop",
                        "-Dpoller.loops=1"));
    }

    private static void ends(String thread, List<String> options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), EndingProgram.class.getName(), thread));
        Process program = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (InputStream out = program.getInputStream()) {
            assertTrue(program.waitFor(60, TimeUnit.SECONDS));
            String printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(List.of("ends", "sleeps", "read 42"), printed.lines().toList());
            assertEquals(0, program.exitValue());
        } finally {
            program.destroyForcibly();
        }
    }
}
