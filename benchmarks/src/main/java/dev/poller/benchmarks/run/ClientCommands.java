// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import dev.poller.benchmarks.run.ClientContender.Sockets;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The command lines of the clients. Immutable.
 *
 * @param tools of this run
 * @param settings of this run
 */
record ClientCommands(Tools tools, ClientSettings settings) {
    private static final String MAIN = "dev.poller.benchmarks.client.ClientMain";
    private static final String SERVER_CPU = Placement.PINNED.loadPrefix().get(2);

    /** The command line of one client; it is on the CPU that the server does not have. */
    List<String> client(ClientRow row, ClientContender contender, ClientServer server) throws IOException {
        List<String> line = new ArrayList<>(Tools.prefix(Placement.PINNED.serverPrefix()));
        line.add(settings.java().program());
        line.addAll(Tools.JVM_OPTIONS);
        line.addAll(optionsOf(contender));
        line.addAll(List.of("-cp", classPath(contender.sockets()), MAIN, server.target(contender)));
        line.addAll(
                List.of(String.valueOf(row.connections()), settings.threads().label()));
        line.addAll(List.of(String.valueOf(settings.warmUp()), String.valueOf(settings.seconds()), SERVER_CPU));
        return line;
    }

    /** Binding and provider are demanded: where they are missing, the selection would quietly take others. */
    private List<String> optionsOf(ClientContender contender) throws ContenderFailedException {
        List<String> options = new ArrayList<>();
        if (contender.sockets() == Sockets.AGENT) {
            options.add("-javaagent:" + agent() + "=report");
        }
        if (contender.isOurs()) {
            options.add("-Dpoller.libc=" + settings.java().binding());
            options.add("-Dpoller.provider=epoll");
        }
        return options;
    }

    private Path agent() throws ContenderFailedException {
        Path agent = tools.root().resolve("poller-javanet/target/poller-agent.jar");
        if (!Files.isReadable(agent)) {
            throw new ContenderFailedException("the agent is not built: " + agent);
        }
        return agent;
    }

    /** The client's own jar, and the libraries, but of those that make sockets only the contender's. */
    private String classPath(Sockets sockets) throws IOException {
        Path libraries = Path.of(tools.classPath()).toAbsolutePath().resolveSibling("lib");
        if (!Files.isDirectory(libraries)) {
            throw new ContenderFailedException("the libraries are not built: " + libraries);
        }
        List<String> jars = new ArrayList<>();
        jars.add(libraries.resolveSibling("poller-benchmarks-client.jar").toString());
        try (DirectoryStream<Path> found = Files.newDirectoryStream(libraries, "*.jar")) {
            for (Path library : found) {
                if (isFor(sockets, library.getFileName().toString())) {
                    jars.add(library.toString());
                }
            }
        }
        return jars.stream().sorted().collect(Collectors.joining(File.pathSeparator));
    }

    /** Whether a contender's class path has this jar. */
    static boolean isFor(Sockets sockets, String jar) {
        if (jar.startsWith("poller-") || jar.startsWith("jna-")) {
            return sockets == Sockets.POLLER;
        }
        return !jar.startsWith("junixsocket-") || sockets == Sockets.JUNIXSOCKET;
    }
}
