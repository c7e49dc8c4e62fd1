// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs jcstress, briefly, in a JVM of its own: a forbidden outcome fails the build. {@code -Dstress.args="-m tough"}
 * runs it at length.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class StressTest {
    /** How many classes here carry {@code @JCStressTest}: none may get lost. */
    private static final int TESTS = 15;

    private static final String BRIEF = "-f 1 -fsm 1 -iters 3 -time 50 -sc false -jvmArgsPrepend -Xmx256m";

    @TempDir
    private Path directory;

    @Test
    void noForbiddenOutcomeIsObserved() throws IOException, InterruptedException {
        Path output = directory.resolve("output.txt");
        Process jcstress = new ProcessBuilder(command())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int status = jcstress.waitFor();
        String text = Files.readString(output);
        assertEquals(0, status, text);
        assertTrue(text.contains("Failed tests: No matches."), text);
        assertTrue(text.contains("Error tests: No matches."), text);
        assertTrue(text.contains(TESTS + " matching test results."), text);
    }

    private static List<String> command() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(
                java, "-cp", System.getProperty("java.class.path"), "org.openjdk.jcstress.Main", "-r", "results"));
        command.addAll(List.of(System.getProperty("stress.args", BRIEF).split(" ")));
        return command;
    }
}
