// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CompletionTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    @Test
    void bashCompletesCommandsAndOptions() throws Exception {
        CommandRun run = CommandRun.of("generate-completion");
        assertEquals(0, run.status(), run.err());
        Path script = Files.writeString(directory.resolve("poller-completion"), run.out());
        assertEquals("doctor\n", completed(script, "./poller", "doct"));
        assertEquals("--connections\n", completed(script, "./poller", "demo", "--conn"));
    }

    /** What bash would offer for the last of these words. */
    private static String completed(Path script, String... words) throws Exception {
        String complete = "compopt() { :; }; source \"$1\"; shift; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1));"
                + " COMP_LINE=\"$*\"; COMP_POINT=${#COMP_LINE};"
                + " _complete_poller \"$1\" \"${COMP_WORDS[COMP_CWORD]}\"; printf '%s\\n' \"${COMPREPLY[@]}\"";
        List<String> line = new ArrayList<>(List.of("bash", "-c", complete, "bash", script.toString()));
        line.addAll(List.of(words));
        Process bash;
        try {
            bash = new ProcessBuilder(line).redirectErrorStream(true).start();
        } catch (IOException absent) {
            Assumptions.abort("there is no bash here: " + absent.getMessage());
            throw absent;
        }
        String said = new String(bash.getInputStream().readAllBytes(), UTF_8);
        assertTrue(bash.waitFor() == 0, said);
        return said;
    }
}
