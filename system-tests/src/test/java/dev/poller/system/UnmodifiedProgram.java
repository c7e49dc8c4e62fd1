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
 * A program of {@code resources/unmodified} that knows nothing of Poller, compiled with the libraries it is about and
 * for the Java that runs this test. Immutable.
 *
 * @param name of its class
 * @param path its own classes and the libraries, and nothing else
 */
record UnmodifiedProgram(String name, String path) {
    private static final String REPORT = "poller-agent: on Poller: ";

    private static final Path AGENT = Path.of(System.getProperty("basedir", "."))
            .resolve("../poller-javanet/target/poller-agent.jar")
            .toAbsolutePath()
            .normalize();

    /**
     * Compiles one.
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
        String path = Stream.concat(Stream.of(directory), libraries.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int status = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(out, out, "-proc:none", "-d", directory.toString(), "-cp", path, source.toString());
        assertEquals(0, status, said::toString);
        return new UnmodifiedProgram(name, path);
    }

    /** The jar that a class comes from. */
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

    private List<String> command(List<String> flags, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
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
