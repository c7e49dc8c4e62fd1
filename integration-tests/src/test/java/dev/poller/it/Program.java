// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * The user's program of src/test/resources/program: compiled against the packaged jars as a module, and run in a JVM
 * of its own on the class path or on the module path.
 */
final class Program {
    /** What this Java gets if nothing is forced. */
    static final String BINDING = Runtime.version().feature() >= 22 ? "ffm" : "jna";

    private static final String CLASS = "program.Echo";
    private static final String MODULE = "program/program.Echo";
    private static final long LIMIT_SECONDS = 60;

    /** A JVM that finds one of these says so among the program's output. */
    private static final Set<String> JVM_VARIABLES = Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

    private final Path classes;

    private Program(Path classes) {
        this.classes = classes;
    }

    static Program compile(Path into) {
        Path sources = sources();
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "17",
                        "-d",
                        into.toString(),
                        "--module-path",
                        Jars.runtimePath(),
                        sources.resolve("module-info.java").toString(),
                        sources.resolve("program/Echo.java").toString());
        assertEquals(0, failed, "the compiler's result");
        return new Program(into);
    }

    /** How to run it on the class path of somebody who has not added JNA. */
    List<String> onClassPathWithoutJna() {
        return command(
                new String[] {"--enable-native-access=ALL-UNNAMED"},
                "--class-path",
                Jars.runtimePathWithoutJna() + File.pathSeparator + classes,
                CLASS);
    }

    /** The same on the module path. */
    List<String> onModulePathWithoutJna() {
        return command(
                new String[] {"--enable-native-access=dev.poller.libc"},
                "--module-path",
                Jars.runtimePathWithoutJna() + File.pathSeparator + classes,
                "--module",
                MODULE);
    }

    /** Its own module, which has no jar. */
    Path classes() {
        return classes;
    }

    /** How to run it on the class path. */
    List<String> onClassPath() {
        return onClassPath("--enable-native-access=ALL-UNNAMED");
    }

    /** The same with other options. */
    List<String> onClassPath(String... options) {
        return command(options, "--class-path", Jars.runtimePath() + File.pathSeparator + classes, CLASS);
    }

    /** How to run it on the module path. */
    List<String> onModulePath() {
        return onModulePath("--enable-native-access=dev.poller.libc,com.sun.jna");
    }

    /** The same with other options. */
    List<String> onModulePath(String... options) {
        return command(options, "--module-path", Jars.runtimePath() + File.pathSeparator + classes, "--module", MODULE);
    }

    private static List<String> command(String[] options, String... rest) {
        return Stream.of(options, rest).flatMap(Stream::of).toList();
    }

    static String lastLine(String output) {
        List<String> lines = output.lines().toList();
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    /** Runs it with further JVM options and returns what it printed; fails if it fails. */
    static String echo(List<String> how, String... options) throws IOException, InterruptedException {
        return run(echoing(how, options));
    }

    /** The same where it is to fail. */
    static String refuse(List<String> how, String... options) throws IOException, InterruptedException {
        return run(echoing(how, options), 1);
    }

    /** Three connections, four messages each. */
    private static List<String> echoing(List<String> how, String... options) {
        return java(Stream.of(List.of(options), how).flatMap(List::stream).toList(), "3", "4");
    }

    /** Runs a command to its end and returns what it printed; fails if it fails. */
    static String run(List<String> command) throws IOException, InterruptedException {
        return run(command, 0);
    }

    /** Runs a command to its end and returns what it printed; fails if its exit status is another one. */
    private static String run(List<String> command, int status) throws IOException, InterruptedException {
        Path output = Files.createTempFile("program", ".out");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().keySet().removeAll(JVM_VARIABLES);
            Process process = builder.start();
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            String text = Files.readString(output);
            assertTrue(ended, () -> command + " hangs: " + text);
            assertEquals(status, process.waitFor(), () -> command + " says: " + text);
            return text;
        } finally {
            Files.delete(output);
        }
    }

    /** Whether a program can be run under this command here; one that is not installed cannot. */
    static boolean canRunUnder(List<String> command) throws InterruptedException {
        List<String> harmless = new ArrayList<>(command);
        harmless.add("true");
        try {
            return new ProcessBuilder(harmless)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    /** The command that starts a JVM like this one. */
    static List<String> java(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(arguments));
        return command;
    }

    private static Path sources() {
        URL here = Objects.requireNonNull(Program.class.getResource("/program/module-info.java"));
        try {
            return Path.of(here.toURI()).resolveSibling("");
        } catch (URISyntaxException impossible) {
            throw new UncheckedIOException(new IOException(impossible));
        }
    }
}
