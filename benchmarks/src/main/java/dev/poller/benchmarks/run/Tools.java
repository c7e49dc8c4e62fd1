// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import dev.poller.benchmarks.server.Exchange;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs that a run needs. Immutable.
 *
 * @param root of the project
 * @param java starts a JVM
 * @param classPath of this application
 * @param compiled where benchmarks/run has put what it compiled from C and Go
 */
public record Tools(Path root, Path java, String classPath, Path compiled) {
    /** The same for every JVM: a heap that no contender fills, so that its size decides nothing. */
    public static final List<String> JVM_OPTIONS = List.of("-Xmx2g", "--enable-native-access=ALL-UNNAMED");

    /** Those of this process. */
    public static Tools of(Path root, Path compiled) {
        return new Tools(
                root,
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                compiled);
    }

    /** The command line that starts the contender's server. */
    List<String> server(Contender contender, Shape shape) throws ContenderFailedException {
        return server(contender, shape.placement(), shape.exchange());
    }

    /** The same, for what is no shape. */
    List<String> server(Contender contender, Placement placement, Exchange exchange) throws ContenderFailedException {
        List<String> line = new ArrayList<>(prefix(placement.serverPrefix()));
        switch (contender.made()) {
            case JAVA -> {
                line.add(java.toString());
                line.addAll(JVM_OPTIONS);
                line.addAll(contender.jvmOptions());
                line.addAll(List.of("-cp", classPath, "dev.poller.benchmarks.server.ServerMain", contender.kind()));
            }
            case GO -> line.add(compiled("go-echo", "there is no Go compiler here"));
            case C -> line.add(compiled("c-echo", "there is no C compiler here"));
            case FOREIGN -> throw new ContenderFailedException("it is a proxy and nothing else");
        }
        line.addAll(exchange.arguments());
        return line;
    }

    /** The command line of what proxies pass on to. */
    List<String> backend(Placement placement) throws ContenderFailedException {
        List<String> line = new ArrayList<>(prefix(placement.loadPrefix()));
        line.add(compiled("c-echo", "there is no C compiler here"));
        return line;
    }

    /** The command line of the load generator, without its options: the one in C if it is there. */
    List<String> load(Placement placement) throws ContenderFailedException {
        return load(placement, 0);
    }

    /** The same of each generator. */
    List<String> load(Placement placement, int generator) throws ContenderFailedException {
        List<String> line = new ArrayList<>(prefix(placement.loadPrefix(generator)));
        Path c = compiled.resolve("load");
        if (Files.isExecutable(c)) {
            line.add(c.toString());
        } else {
            line.addAll(List.of(java.toString(), "-cp", classPath, "dev.poller.benchmarks.load.LoadMain"));
        }
        return line;
    }

    /** The command line of a load that is no closed loop, without its arguments; it exists in C alone. */
    List<String> load(Placement placement, String program) throws ContenderFailedException {
        List<String> line = new ArrayList<>(prefix(placement.loadPrefix()));
        line.add(compiled(program, "there is no C compiler here"));
        return line;
    }

    /** Where a program is on the PATH. */
    public static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** What stands before a command line that is to be pinned, or why it cannot be. */
    static List<String> prefix(List<String> pinning) throws ContenderFailedException {
        if (!pinning.isEmpty() && Runtime.getRuntime().availableProcessors() < 2) {
            throw new ContenderFailedException("pinning needs two CPUs");
        }
        if (!pinning.isEmpty() && onPath(pinning.get(0)).isEmpty()) {
            throw new ContenderFailedException("pinning needs taskset, which is not here");
        }
        return pinning;
    }

    private String compiled(String program, String otherwise) throws ContenderFailedException {
        Path path = compiled.resolve(program);
        if (!Files.isExecutable(path)) {
            throw new ContenderFailedException(otherwise);
        }
        return path.toString();
    }
}
