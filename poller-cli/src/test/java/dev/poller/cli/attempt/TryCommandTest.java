// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.Scheduler;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TryCommandTest {
    private static final Path AGENT = Path.of("of mine", "agent.jar");
    private static final String OPTION = "-javaagent:" + AGENT + "=report";

    @ParameterizedTest
    @ValueSource(strings = {"java", "/opt/jdk/bin/java", "java.exe", "javaw"})
    void javaIsGivenTheAgentBeforeItsOtherArguments(String java) {
        ProcessBuilder prepared = TryCommand.prepared(List.of(java, "-jar", "app.jar"), AGENT, Scheduler.JDK);
        assertEquals(List.of(java, OPTION, "-jar", "app.jar"), prepared.command());
    }

    @ParameterizedTest
    @ValueSource(strings = {"./run.sh", "javac", "/"})
    void anythingElseIsGivenItByTheEnvironment(String script) {
        ProcessBuilder prepared = TryCommand.prepared(List.of(script, "x"), AGENT, Scheduler.JDK);
        assertEquals(List.of(script, "x"), prepared.command());
        assertTrue(
                String.valueOf(prepared.environment().get("JAVA_TOOL_OPTIONS")).endsWith("\"" + OPTION + "\""));
    }

    @Test
    void aCommandIsCopiedNotChanged() {
        List<String> command = List.of("java");
        assertEquals(
                List.of("java", OPTION),
                TryCommand.prepared(command, AGENT, Scheduler.JDK).command());
    }

    @Test
    void loopsAreAnOptionOfTheAgent() {
        assertEquals(
                List.of("java", OPTION + ",scheduler=loop"),
                TryCommand.prepared(List.of("java"), AGENT, Scheduler.CARRIER_LOOP)
                        .command());
    }
}
