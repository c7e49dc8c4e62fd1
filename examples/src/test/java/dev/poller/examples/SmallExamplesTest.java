// SPDX-License-Identifier: Apache-2.0
package dev.poller.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SmallExamplesTest {
    @Test
    void aRuntimeOfOnesOwnGreets() throws Exception {
        assertEquals("hello\n", output(OwnRuntime.class));
    }

    @Test
    void aPipeThatWasWrittenToIsReadable() throws Exception {
        assertEquals("the pipe is READABLE%n1 of 1 is ready%n".formatted(), output(PollAPipe.class));
    }

    @Test
    void singleOperationsEndAndTheStreamGoesOn() throws Exception {
        assertEquals(
                "nothing within 10 ms\ncancelled\nat last\n",
                output(Limits.class).replace("\r", ""));
    }

    @Test
    @EnabledOnOs(
            value = {OS.LINUX, OS.MAC, OS.FREEBSD, OS.OPENBSD},
            disabledReason = "the example adopts a descriptor")
    void theStandardInputIsWaitedForAndRead() throws Exception {
        Process process = ExampleProcess.start(AnyDescriptor.class);
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            assertEquals("a pipe", output.readLine());
            process.getOutputStream().write("one\n".getBytes(UTF_8));
            process.getOutputStream().flush();
            assertEquals("one", output.readLine());
            assertEquals(0, process.waitFor());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the example opens pipes by their names in /dev/fd")
    void theOutputOfAProgramIsPrinted() throws Exception {
        assertEquals("out\nerr\n", output(RunProgram.class, "sh", "-c", "echo out; echo err >&2"));
    }

    /** O_NONBLOCK belongs to the pipe, which the shell's next program reads too. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "what the next program does is read in /proc")
    void theNextProgramFindsTheInputAsItWasThoughThisOneWasKilled() throws Exception {
        List<String> line = new ArrayList<>(List.of("sh", "-c", "\"$@\"; exec cat", "sh"));
        line.addAll(ExampleProcess.line(AnyDescriptor.class));
        Process shell = ExampleProcess.start(line);
        try (BufferedReader output = new BufferedReader(new InputStreamReader(shell.getInputStream(), UTF_8))) {
            assertEquals("a pipe", output.readLine());
            shell.children().forEach(ProcessHandle::destroy);
            Path stat = Path.of("/proc", String.valueOf(shell.pid()), "stat");
            while (shell.isAlive() && !Files.readString(stat).contains("(cat) S")) {
                Thread.onSpinWait(); // It sleeps in read, or has ended because its read would block.
            }
            shell.getOutputStream().write("left\n".getBytes(UTF_8));
            shell.getOutputStream().close();
            assertEquals("left", output.readLine());
            assertEquals(0, shell.waitFor());
        } finally {
            shell.children().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }
    }

    @Test
    void aMessageComesBack() throws Exception {
        assertEquals("hello%n".formatted(), output(UdpEcho.class));
    }

    @Test
    void ticksAreCounted() throws Exception {
        String[] lines = output(Ticks.class).replace("\r", "").split("\n", -1);
        assertTrue(lines[lines.length - 2].matches("tick [3-9]\\d*"), () -> String.join("|", lines));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the example watches a process, as Linux can")
    void theEndOfAProcessIsTold() throws Exception {
        Process cat = new ProcessBuilder("cat").start();
        Process process = ExampleProcess.start(WaitForProcess.class, String.valueOf(cat.pid()));
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            assertEquals("waiting for " + cat.pid(), output.readLine());
            cat.getOutputStream().close();
            assertEquals(cat.pid() + " has ended", output.readLine());
            assertEquals(0, process.waitFor());
        } finally {
            cat.destroyForcibly();
            process.destroyForcibly();
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the example watches files, as Linux can")
    void changesInADirectoryArePrinted(@TempDir Path directory) throws Exception {
        Process process = ExampleProcess.start(WatchDirectory.class, directory.toString());
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            assertEquals("watching", output.readLine());
            Files.createFile(directory.resolve("new"));
            assertEquals("CREATED " + directory.resolve("new"), output.readLine());
            assertEquals("WRITTEN " + directory.resolve("new"), output.readLine());
            assertEquals("nothing more", output.readLine());
            assertEquals(0, process.waitFor());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "where java.nio listens it cannot set permissions in time")
    void aLineComesBackThroughASocketFile(@TempDir Path directory) throws Exception {
        assertEquals("hello\n", output(UnixEcho.class, directory.resolve("s").toString()));
    }

    @ParameterizedTest
    @CsvSource({
        "ChatServer, PORT",
        "EchoServer, PORT",
        "HttpGet, HOST PORT PATH",
        "HttpsGet, HOST PORT PATH",
        "Proxy, PORT HOST PORT",
        "RunProgram, PROGRAM ARGUMENT...",
        "UnixEcho, FILE",
        "WaitForProcess, PID",
        "WatchDirectory, DIRECTORY"
    })
    void whatIsMissingIsToldInOneLine(String example, String arguments) throws Exception {
        Class<?> type = Class.forName(getClass().getPackageName() + "." + example);
        Process process = new ProcessBuilder(ExampleProcess.line(type))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            assertEquals("usage: " + example + " " + arguments, output.readLine());
            assertNull(output.readLine());
            assertEquals(2, process.waitFor());
        } finally {
            process.destroyForcibly();
        }
    }

    private static String output(Class<?> example, String... arguments) throws Exception {
        Process process = ExampleProcess.start(example, arguments);
        try {
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertTrue(process.waitFor(20, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue());
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
