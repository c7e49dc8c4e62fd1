// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.File;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program that knows nothing of Poller, with the libraries it is about. Immutable.
 *
 * @param home of the Java that runs it
 * @param flags of the JVM
 * @param name of its class
 * @param path its own classes and the libraries, and nothing else
 */
record UnmodifiedProgram(String home, List<String> flags, String name, String path) {
    private static final String REPORT = "poller-agent: on Poller: ";

    private static final Path AGENT = Path.of(System.getProperty("basedir", "."))
            .resolve("../poller-javanet/target/poller-agent.jar")
            .toAbsolutePath()
            .normalize();

    /**
     * One of {@code resources/unmodified}, compiled with the libraries and for the Java that runs this test.
     *
     * @param directory takes its classes
     * @param libraries jars
     */
    static UnmodifiedProgram compile(String name, Path directory, List<Path> libraries) throws Exception {
        Path source = directory.resolve(name + ".java");
        try (InputStream in = UnmodifiedProgram.class.getResourceAsStream("/unmodified/" + name + ".java")) {
            assertNotNull(in, name);
            Files.copy(in, source);
        }
        UnmodifiedProgram program = of(name, directory, libraries);
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int status = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(out, out, "-proc:none", "-d", directory.toString(), "-cp", program.path, source.toString());
        assertEquals(0, status, said::toString);
        return program;
    }

    /**
     * One that was compiled with the tests and runs on any Java: its package by itself, for beside it is what knows of
     * Poller.
     *
     * @param directory takes its classes
     * @param libraries a class of each jar
     */
    static UnmodifiedProgram copy(Class<?> program, Path directory, Class<?>... libraries) throws Exception {
        String inside = program.getPackageName().replace('.', '/');
        Path to = Files.createDirectories(directory.resolve(inside));
        try (Stream<Path> all = Files.list(jarOf(program).resolve(inside))) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(each.getFileName()));
            }
        }
        List<Path> jars = new ArrayList<>();
        for (Class<?> library : libraries) {
            jars.add(jarOf(library));
        }
        return of(program.getName(), directory, jars);
    }

    private static UnmodifiedProgram of(String name, Path directory, List<Path> libraries) {
        String path = Stream.concat(Stream.of(directory), libraries.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        return new UnmodifiedProgram(System.getProperty("java.home"), List.of(), name, path);
    }

    /** The same for another Java. */
    UnmodifiedProgram on(String home, List<String> flags) {
        return new UnmodifiedProgram(home, flags, name, path);
    }

    /** The jar, or the directory, that a class comes from. */
    static Path jarOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** To run it as its author does. */
    List<String> alone(String... arguments) {
        return command(List.of(), arguments);
    }

    /** To run it with the agent, which reports at the end. */
    List<String> withAgent(String... arguments) {
        return command(List.of("-javaagent:" + AGENT + "=report"), arguments);
    }

    /**
     * To run it with the agent, which reports at the end and has its virtual threads run on loops.
     *
     * @param flags further ones of the JVM
     */
    List<String> onLoops(List<String> flags, String... arguments) {
        List<String> all = new ArrayList<>(flags);
        all.add("-javaagent:" + AGENT + "=report,scheduler=loop");
        return command(all, arguments);
    }

    private List<String> command(List<String> more, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(home, "bin", "java").toString());
        command.addAll(flags);
        command.addAll(more);
        command.addAll(List.of("-cp", path, name));
        command.addAll(List.of(arguments));
        return command;
    }

    /** What the agent has reported: connected, accepted, listening, and so on. */
    static String report(String errors) {
        List<String> lines =
                errors.lines().filter(line -> line.startsWith(REPORT)).toList();
        assertEquals(1, lines.size(), errors);
        return lines.get(0).substring(REPORT.length());
    }
}
