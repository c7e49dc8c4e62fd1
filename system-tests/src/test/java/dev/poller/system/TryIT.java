// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** {@code poller try}, with a program in source form. */
@Timeout(120)
final class TryIT {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String REPORT =
            "poller-agent: on Poller: 1 connected, 1 accepted, 1 listening, 0 failed to connect";

    @TempDir
    private Path directory;

    private Path program;

    @BeforeEach
    void write() throws Exception {
        program = Files.writeString(directory.resolve("Program.java"), """
                import java.net.*;

                class Program {
                    public static void main(String[] arguments) throws Exception {
                        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                                Socket accepted = server.accept()) {
                            client.getOutputStream().write(42);
                            System.out.println(arguments[0] + " " + accepted.getInputStream().read());
                        }
                        System.exit(3);
                    }
                }
                """);
    }

    @Test
    void aProgramRunsOnPollerAndItsStatusIsPassedOn() throws Exception {
        CommandRun run = tried("--", JAVA, program.toString(), "--verbose");
        assertEquals(3, run.status(), run::toString);
        assertEquals(List.of("--verbose 42"), run.text().lines().toList());
        assertEquals(List.of(REPORT), run.errors().lines().toList());
    }

    @Test
    void soDoesOneThatAScriptStarts() throws Exception {
        Path script = Files.writeString(
                directory.resolve("run"), "exec '" + JAVA + "' '" + program + "' argument" + System.lineSeparator());
        CommandRun run = tried("sh", script.toString());
        assertEquals(3, run.status(), run::toString);
        assertEquals(List.of("argument 42"), run.text().lines().toList());
        assertTrue(run.errors().lines().toList().contains(REPORT), run::toString);
    }

    @Test
    @EnabledForJreRange(
            min = JRE.JAVA_21,
            max = JRE.JAVA_25,
            disabledReason = "carrier loops are known on Java 21 to 25")
    void itsVirtualThreadsRunOnLoopsIfThatIsWanted() throws Exception {
        CommandRun run = tried("--scheduler", "loop", "--", JAVA, program.toString(), "argument");
        assertEquals(3, run.status(), run::toString);
        assertEquals(List.of("argument 42"), run.text().lines().toList());
        List<String> said = run.errors().lines().toList();
        assertEquals(REPORT, said.get(0), run::toString);
        assertTrue(
                said.get(1)
                        .matches(
                                "poller-agent: virtual threads on \\d+ loops?: \\d+ started, \\d+ steals, \\d+ relieved, with up to \\d+ threads more than loops"),
                run::toString);
    }

    @Test
    void aSchedulerThatThereIsNotIsOneLine() throws Exception {
        CommandRun run = tried("--scheduler", "foo", "--", JAVA, program.toString(), "argument");
        assertEquals(2, run.status(), run::toString);
        assertEquals(1, run.errors().lines().count(), run::toString);
        assertTrue(run.errors().contains("'foo' is not a scheduler; type jdk, loop or auto"), run::toString);
    }

    @Test
    void aCommandThatDoesNotExistIsOneLine() throws Exception {
        CommandRun run = tried(directory.resolve("java").toString());
        assertEquals(1, run.status(), run::toString);
        assertEquals(1, run.errors().lines().count(), run::toString);
        assertTrue(run.errors().contains("No such file"), run::toString);
    }

    private static CommandRun tried(String... command) throws Exception {
        List<String> words = new ArrayList<>(List.of("try"));
        words.addAll(List.of(command));
        return CommandRun.of(Application.command(words));
    }
}
