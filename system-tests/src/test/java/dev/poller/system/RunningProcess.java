// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;

/** A process beside the test, made and ended by {@link Processes}. Used by the test's thread. */
final class RunningProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_AGAIN_MILLIS = 10;
    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(5);

    private final String name;
    private final Process process;
    private final Path output;
    private final Path errors;

    private RunningProcess(String name, Process process, Path output, Path errors) {
        this.name = name;
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    static RunningProcess start(String name, List<String> command) throws IOException {
        Path output = Files.createTempFile(name, ".out");
        Path errors = Files.createTempFile(name, ".err");
        Process process = CommandRun.builder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        return new RunningProcess(name, process, output, errors);
    }

    /** All that it has printed so far. */
    String output() throws IOException {
        return Files.readString(output);
    }

    /**
     * Waits until it has printed a line with this, and returns the first group: a JVM that starts may take its time.
     */
    String awaitPrinted(Pattern pattern) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < PATIENCE.toNanos()) {
            boolean ended = process.waitFor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            Matcher printed = pattern.matcher(output());
            if (printed.find()) {
                return printed.group(1);
            }
            if (ended) {
                assertRuns();
            }
        }
        throw new AssertionFailedError(name + " has not printed " + pattern + ": " + said());
    }

    /** All that it has written to stderr so far. */
    String errors() throws IOException {
        return Files.readString(errors);
    }

    /** True if somebody answers at this port; fails if this process has ended, for then it will not be the one. */
    boolean listens(int port) throws IOException {
        assertRuns();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    /** Fails if it has ended. */
    void assertRuns() throws IOException {
        if (!process.isAlive()) {
            throw new AssertionFailedError(name + " has ended with " + process.exitValue() + ": " + said());
        }
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Waits until it ends by itself, and returns its exit status. */
    int awaitEnd() throws IOException, InterruptedException {
        assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), name + " does not end");
        return process.exitValue();
    }

    /** How many descriptors it has that are not files, by kind: which jars a JVM has open is its own affair. */
    Map<String, Integer> descriptors() throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            for (Path entry : entries) {
                String target = target(entry);
                if (!target.startsWith("/")) {
                    counts.merge(target.replaceAll(":?\\[\\d+]", ""), 1, Integer::sum);
                }
            }
        }
        return counts;
    }

    private static String target(Path entry) {
        try {
            return Files.readSymbolicLink(entry).toString();
        } catch (IOException closedMeanwhile) {
            return "/";
        }
    }

    /** Asks it to end and then makes it end, with all that it has started. */
    void end() throws IOException, InterruptedException {
        try (Stream<ProcessHandle> descendants = process.descendants()) {
            List<ProcessHandle> children = descendants.toList();
            process.destroy();
            if (!process.waitFor(PATIENCE_AT_THE_END.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            children.forEach(ProcessHandle::destroyForcibly);
        }
        Files.deleteIfExists(output);
        Files.deleteIfExists(errors);
    }

    /** For the text of a failure. */
    String said() throws IOException {
        return "-- " + name + " (" + (process.isAlive() ? "running" : "status " + process.exitValue()) + ") said:\n"
                + output() + errors();
    }
}
