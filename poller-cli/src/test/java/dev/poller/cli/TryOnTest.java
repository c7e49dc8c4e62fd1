// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script ci/try-on, with a Java and a check of layouts that only pretend. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "ci/try-on is a script for sh")
class TryOnTest {
    /** Its arguments are -jar, the jar and the command; one command may fail. */
    private static final String JAVA = """
            #!/bin/sh
            shift 2
            echo "java $*"
            [ "$1" != "$BROKEN" ] || { echo "poller: no such luck" >&2; exit 3; }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path root;

    @BeforeEach
    void prepare() throws IOException {
        // Runs in the module's directory, as Maven does it.
        program("ci/try-on", Files.readString(Path.of("..", "ci", "try-on")));
        program("ci/abi/abi.sh", "#!/bin/sh\necho as the headers say\n");
        program("java/bin/java", JAVA);
        Files.createDirectories(root.resolve("app"));
        Files.createFile(root.resolve("app/poller-cli.jar"));
    }

    @Test
    void theBlockHasEveryStepAndTheFileHasTheBlock() throws Exception {
        Process script = start("", "--seconds", "3");
        String block = new String(script.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, script.waitFor());
        assertEquals(
                List.of(
                        "== version",
                        "java version",
                        "== provider",
                        "java doctor",
                        "== selftest",
                        "java selftest",
                        "== demo",
                        "java demo --connections 100 --seconds 3",
                        "== layouts",
                        "as the headers say",
                        "== result: all passed"),
                block.substring(block.indexOf("== version")).lines().toList());
        assertTrue(block.startsWith("== system\nsystem: "), block);
        assertEquals(block, Files.readString(root.resolve("target/try-on.txt")));
    }

    @Test
    void whatFailsIsInTheBlockWithItsReason() throws Exception {
        Process script = start("demo");
        String block = new String(script.getInputStream().readAllBytes(), UTF_8);
        assertEquals(1, script.waitFor());
        assertTrue(block.contains("poller: no such luck\n-- demo: exit status 3\n== layouts\n"), block);
        assertTrue(block.endsWith("== result: failed: demo\n"), block);
    }

    @Test
    void wrongArgumentsAreALine() throws Exception {
        Process script = start("", "--seconds", "none");
        String said = new String(script.getErrorStream().readAllBytes(), UTF_8);
        assertEquals(2, script.waitFor());
        assertEquals("ci/try-on: --seconds needs a number from 1 on, not 'none'; see ci/try-on --help\n", said);
    }

    private Process start(String broken, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(root.resolve("ci/try-on").toString());
        builder.command().addAll(List.of(arguments));
        Map<String, String> environment = builder.environment();
        environment.put("BROKEN", broken);
        environment.put("POLLER_APP", root.resolve("app").toString());
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
