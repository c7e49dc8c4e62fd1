// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script ./poller, with a Maven and a Java that only pretend. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "./poller is a script for sh")
class ScriptTest {
    /** It builds until the test lets it go on. */
    private static final String MAVEN = """
            #!/bin/sh
            echo '[INFO] Building Poller 0.1.0-SNAPSHOT                  [1/12]'
            echo '[INFO] Building Poller API 0.1.0-SNAPSHOT              [2/12]'
            while [ ! -e go ]; do sleep 0.1; done
            if [ -e broken ]; then echo '[ERROR] no such luck'; exit 1; fi
            mkdir -p poller-cli/target/app/lib && : >poller-cli/target/app/poller-cli.jar
            """;

    private static final String JAVA = """
            #!/bin/sh
            echo "java $*"
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path root;

    @BeforeEach
    void prepare() throws IOException {
        // Runs in the module's directory, as Maven does it.
        program("poller", Files.readString(Path.of("..", "poller")));
        program("bin/mvn", MAVEN);
        program("java/bin/java", JAVA);
        Files.writeString(root.resolve("java/release"), "JAVA_VERSION=\"99\"\n");
        Files.writeString(root.resolve("pom.xml"), "");
    }

    @Test
    void theFirstBuildTellsHowFarItIsAndKeepsTheOutputClean() throws Exception {
        Process script = start();
        try (BufferedReader err = script.errorReader(UTF_8)) {
            assertEquals("poller: building (first use) ...", err.readLine());
            String progress = String.valueOf(err.readLine());
            assertTrue(progress.matches("poller: building, \\d+ s: 2 of 12, Poller API"), progress);
            Files.createFile(root.resolve("go"));
            String out = new String(script.getInputStream().readAllBytes(), UTF_8);
            assertEquals("java -jar " + root.toRealPath() + "/poller-cli/target/app/poller-cli.jar help\n", out);
            assertEquals(0, script.waitFor());
            assertEquals(
                    "", err.lines().filter(line -> !line.contains("2 of 12")).collect(Collectors.joining()));
        } finally {
            script.destroyForcibly();
        }
    }

    @Test
    void aBuildThatFailsIsALineAndAFailure() throws Exception {
        Files.createFile(root.resolve("go"));
        Files.createFile(root.resolve("broken"));
        Process script = start();
        try (BufferedReader err = script.errorReader(UTF_8)) {
            String said = err.lines().collect(Collectors.joining("\n"));
            assertTrue(said.contains("poller: the build failed: no such luck; all of it is in "), said);
            assertEquals(1, script.waitFor());
            assertEquals("", new String(script.getInputStream().readAllBytes(), UTF_8));
        } finally {
            script.destroyForcibly();
        }
    }

    @Test
    void aJavaHomeThatIsOfNoUseIsALineThatNamesWhatIsTaken() throws Exception {
        Files.createFile(root.resolve("go"));
        program("other/bin/java", JAVA);
        Files.writeString(root.resolve("other/release"), "JAVA_VERSION=\"1000\"\n");
        Files.createSymbolicLink(root.resolve("bin/java"), root.resolve("other/bin/java"));
        String taken = "; " + root.resolve("other") + " is taken in its place, unset JAVA_HOME or set it to that";

        Files.writeString(root.resolve("java/release"), "JAVA_VERSION=\"11.0.2\"\n");
        assertEquals(
                "poller: warning: JAVA_HOME=" + root.resolve("java") + " is Java 11, and 17 or later is needed" + taken,
                saidFirst());
        Files.delete(root.resolve("java/bin/java"));
        assertEquals(
                "poller: warning: JAVA_HOME=" + root.resolve("java")
                        + " has no Java (no bin/java that tells its version)" + taken,
                saidFirst());
    }

    private String saidFirst() throws Exception {
        Process script = start();
        try (BufferedReader err = script.errorReader(UTF_8)) {
            String first = err.lines().findFirst().orElse("");
            script.getInputStream().readAllBytes();
            script.waitFor();
            return first;
        } finally {
            script.destroyForcibly();
        }
    }

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(root.resolve("poller").toString(), "help").directory(root.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("PATH", root.resolve("bin") + ":" + environment.get("PATH"));
        environment.put("JAVA_HOME", root.resolve("java").toString());
        environment.remove("POLLER_JAVA_OPTS");
        return builder.start();
    }

    private void program(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
