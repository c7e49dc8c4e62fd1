// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WatchTest {
    @Test
    void ticksEndAfterTheirCount() {
        CommandRun run = CommandRun.of("watch", "--timer", "1ms", "--count", "3");
        assertEquals(0, run.status(), run::err);
        assertEquals(
                3, run.out().lines().filter(line -> line.matches("TICK \\d+")).count(), run::out);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux watches processes")
    void theEndOfAProcessEndsIt() throws Exception {
        Process child = new ProcessBuilder("cat").start();
        FutureTask<CommandRun> run =
                new FutureTask<>(() -> CommandRun.of("watch", "--pid", Long.toString(child.pid())));
        new Thread(run, "watch").start();
        while (!watchesAProcess() && !run.isDone()) {
            Thread.onSpinWait();
        }
        child.getOutputStream().close();
        assertEquals(new CommandRun(0, "EXIT " + child.pid() + System.lineSeparator(), ""), run.get());
    }

    /** Of the files that this process has open one is for the end of a process. */
    private static boolean watchesAProcess() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.anyMatch(WatchTest::isOfAProcess);
        }
    }

    private static boolean isOfAProcess(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().contains("pidfd");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux watches files")
    void aLineNamesTheFile(@TempDir Path directory) throws Exception {
        StringWriter out = new StringWriter();
        FutureTask<Integer> run = new FutureTask<>(() -> Main.run(
                new String[] {"watch", "--inotify", directory.toString(), "--count", "1", "--provider", "epoll"},
                new PrintWriter(out),
                new PrintWriter(new StringWriter())));
        new Thread(run, "watch").start();
        for (int i = 0; !run.isDone(); i++) {
            Files.createFile(directory.resolve("f" + i)); // The first ones may come before it watches.
        }
        assertEquals(0, run.get());
        assertTrue(out.toString().matches("(CREATED|WRITTEN) " + directory + "/f\\d+\\R"), out::toString);
    }

    @Test
    void aProviderThatCannotSaysWhoCanInOneLine() {
        CommandRun run = CommandRun.of("watch", "--inotify", ".", "--provider", "nio");
        assertEquals(1, run.status());
        assertEquals(1, run.errLines().size(), run::err);
        assertTrue(run.err().contains("watch files: this provider watches channels"), run::err);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux watches files")
    void aFileThatIsNotThereIsOneLine() {
        CommandRun run = CommandRun.of("watch", "--inotify", "/no/such/file", "--provider", "epoll");
        assertEquals(1, run.status());
        assertEquals(1, run.errLines().size(), run::err);
        assertTrue(run.err().contains("ENOENT (2)"), run::err);
    }
}
