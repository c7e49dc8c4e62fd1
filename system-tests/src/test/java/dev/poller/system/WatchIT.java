// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code poller watch} from outside: what it is told through a pipe, by another process and by signals. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
final class WatchIT {
    @TempDir
    Path directory;

    @Test
    void eachReadOfTheInputIsALineAndItsEndTheLast() throws Exception {
        Process watch = start("--stdin");
        OutputStream input = watch.getOutputStream();
        try (BufferedReader lines = watch.inputReader(StandardCharsets.UTF_8)) {
            for (String word : List.of("one", "two")) {
                input.write((word + "\n").getBytes(StandardCharsets.UTF_8));
                input.flush();
                assertEquals("INPUT 4 " + word, lines.readLine());
            }
            input.close();
            assertEquals("END", lines.readLine());
            assertEquals(0, watch.waitFor());
        } finally {
            watch.destroyForcibly();
        }
    }

    @Test
    void theInputMayBeAFile() throws Exception {
        Path input = Files.writeString(directory.resolve("input"), "one\n");
        CommandRun run = CommandRun.of(Application.command(List.of("watch", "--stdin")), input.toFile());
        assertEquals("INPUT 4 one\nEND\n", run.done().text());
    }

    @Test
    void whatAnotherProcessDoesIsALineThatNamesTheFile() throws Exception {
        Process watch = start("--inotify", directory.toString(), "--count", "1");
        try (BufferedReader lines = watch.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; watch.isAlive(); i++) {
                CommandRun.of(List.of("touch", directory.resolve("f" + i).toString()))
                        .done();
            }
            String line = lines.readLine();
            assertTrue(line.matches("CREATED " + directory + "/f\\d+"), line);
            assertEquals(0, watch.waitFor());
        } finally {
            watch.destroyForcibly();
        }
    }

    private static Process start(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("watch"));
        all.addAll(List.of(arguments));
        return CommandRun.builder(Application.command(all))
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
