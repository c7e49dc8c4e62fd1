// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import dev.poller.benchmarks.load.LoadRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Measures the memory of connections that are open and silent. One thread. */
final class IdleMemories {
    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    // A parked thread's frames are larger as long as its code is not compiled, ours and the JDK's.
    private static final Shape WARM_UP = Shape.echo(Placement.FREE, 100, 64);

    private final Settings settings;
    private final Tools tools;
    private final Results results;
    private final Progress progress;

    IdleMemories(Settings settings, Tools tools, Results results, Progress progress) {
        this.settings = settings;
        this.tools = tools;
        this.results = results;
        this.progress = progress;
    }

    void measure() throws InterruptedException {
        for (Contender contender : settings.contenders()) {
            int connections = Math.min(settings.idleConnections(), contender.mostConnections());
            try (ServerProcess server = ServerProcess.start(tools.server(contender, WARM_UP))) {
                IdleMemory memory = measure(contender, server, connections);
                results.add(memory);
                progress.line(String.format(
                        "%d idle connections  %-15s %,.0f B each, %,.0f B of it on the heap",
                        connections, contender.name(), memory.residentPerConnection(), memory.heapPerConnection()));
            } catch (IOException failure) {
                results.omit(
                        new Omission(contender.name(), "idle memory", String.valueOf(failure.getMessage()), false));
            }
        }
    }

    private IdleMemory measure(Contender contender, ServerProcess server, int connections)
            throws IOException, InterruptedException {
        try (LoadProcess load = load(server, WARM_UP.connections(), 0, settings.firstWarmUp(), false)) {
            load.awaitResult();
        }
        boolean java = contender.made() == Contender.Made.JAVA;
        long heapBefore = java ? heap(server) : 0;
        long residentBefore = resident(server);
        try (LoadProcess load = load(server, 0, connections, 0.5, true)) {
            load.awaitConnected();
            server.awaitDescriptors(connections);
            long heapWith = java ? heap(server) : 0;
            return new IdleMemory(
                    contender.name(), connections, residentBefore, resident(server), heapBefore, heapWith);
        }
    }

    private LoadProcess load(ServerProcess server, int active, int idle, double seconds, boolean paced)
            throws IOException {
        return LoadProcess.start(
                tools.load(Placement.FREE),
                new LoadRequest(server.port(), active, idle, 64, 0, 0, 0, seconds, 0, 0, paced));
    }

    /** What lives on the heap after a collection. */
    private long heap(ServerProcess server) throws IOException, InterruptedException {
        jcmd(server, "GC.run");
        return used(jcmd(server, "GC.heap_info"));
    }

    /** Sums the spaces of the heap; metaspace is none of them. */
    static long used(String heapInfo) {
        return heapInfo.lines()
                .filter(line -> !line.contains("Metaspace") && !line.contains("class space"))
                .map(USED::matcher)
                .filter(java.util.regex.Matcher::find)
                .mapToLong(used -> Long.parseLong(used.group(1)) * 1024)
                .sum();
    }

    private String jcmd(ServerProcess server, String command) throws IOException, InterruptedException {
        Path jcmd = tools.java().resolveSibling("jcmd");
        if (!Files.isExecutable(jcmd)) {
            throw new ContenderFailedException("this Java has no jcmd");
        }
        Process process = Children.start(List.of(jcmd.toString(), String.valueOf(server.pid()), command));
        try {
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return text;
        } finally {
            Children.stop(process);
        }
    }

    private static long resident(ServerProcess server) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(server.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow(() -> new ContenderFailedException("the server has ended"));
    }
}
