// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A command that was run to its end, and what it said. Immutable. */
final class CommandRun {
    private static final long LIMIT_SECONDS = 60;
    private static final File NOTHING = new File("/dev/null");

    /** Anything else may change what a program does, such as http_proxy, PGHOST and JAVA_TOOL_OPTIONS. */
    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "TMPDIR");

    private final List<String> command;
    private final int status;
    private final byte[] output;
    private final String errors;

    private CommandRun(List<String> command, int status, byte[] output, String errors) {
        this.command = command;
        this.status = status;
        this.output = output;
        this.errors = errors;
    }

    /** Runs it; fails if it does not end. */
    static CommandRun of(List<String> command) throws IOException, InterruptedException {
        return of(command, NOTHING);
    }

    /** The same with something on stdin. */
    static CommandRun of(List<String> command, File input) throws IOException, InterruptedException {
        Path output = Files.createTempFile("command", ".out");
        Path errors = Files.createTempFile("command", ".err");
        try {
            Process process = builder(command)
                    .redirectInput(input)
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            try {
                if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    fail(command + " does not end: " + Files.readString(output) + Files.readString(errors));
                }
            } finally {
                process.destroyForcibly();
            }
            return new CommandRun(command, process.exitValue(), Files.readAllBytes(output), Files.readString(errors));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    /** A process that knows nothing of where the test was started. */
    static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(new File(System.getProperty("java.io.tmpdir")))
                .redirectInput(Redirect.from(NOTHING));
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    /** This, if the command did what it was to do. */
    CommandRun done() {
        assertEquals(0, status, this::toString);
        return this;
    }

    int status() {
        return status;
    }

    byte[] output() {
        return output.clone();
    }

    String text() {
        return new String(output, UTF_8);
    }

    String errors() {
        return errors;
    }

    @Override
    public String toString() {
        return String.join(" ", command) + " ended with " + status + " and said: " + text() + errors;
    }
}
