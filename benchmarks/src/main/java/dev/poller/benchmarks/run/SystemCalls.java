// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import dev.poller.benchmarks.load.LoadRequest;
import dev.poller.benchmarks.load.LoadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Counts the system calls of each server over a fixed number of requests, with strace. Connecting and closing are not
 * counted: strace comes after the one and leaves before the other. One thread.
 */
final class SystemCalls {
    private static final List<Shape> SHAPES =
            List.of(Shape.echo(Placement.PINNED, 8, 64), Shape.echo(Placement.PINNED, 100, 64));

    private final Settings settings;
    private final Tools tools;
    private final Results results;
    private final Progress progress;

    SystemCalls(Settings settings, Tools tools, Results results, Progress progress) {
        this.settings = settings;
        this.tools = tools;
        this.results = results;
        this.progress = progress;
    }

    void measure() throws InterruptedException {
        if (Tools.onPath("strace").isEmpty()) {
            progress.line("left out: system calls, for strace is not here");
            return;
        }
        for (Shape shape : SHAPES) {
            for (Contender contender : settings.contenders()) {
                try {
                    SystemCallCount count = count(contender, shape);
                    results.add(count);
                    progress.line(String.format(
                            "%-18s system calls  %-15s %.2f/request",
                            shape.name(), contender.name(), count.perRequest()));
                } catch (IOException failure) {
                    results.omit(new Omission(
                            contender.name(), "system calls", String.valueOf(failure.getMessage()), false));
                }
            }
        }
    }

    private SystemCallCount count(Contender contender, Shape shape) throws IOException, InterruptedException {
        Path table = Files.createTempFile("system-calls", ".txt");
        try (ServerProcess server = ServerProcess.start(tools.server(contender, shape));
                LoadProcess load = LoadProcess.start(tools.load(shape.placement()), request(server, shape))) {
            load.awaitConnected();
            server.awaitDescriptors(shape.connections());
            long requests = traced(server, load, table);
            return SystemCallCount.parse(shape.name(), contender.name(), requests, Files.readAllLines(table));
        } finally {
            Files.delete(table);
        }
    }

    private LoadRequest request(ServerProcess server, Shape shape) {
        return new LoadRequest(
                server.port(), shape.connections(), 0, 64, 0, 0, 0, 0, settings.systemCallRequests(), 0, true);
    }

    private static long traced(ServerProcess server, LoadProcess load, Path table)
            throws IOException, InterruptedException {
        Process strace = Children.start(
                List.of("strace", "-f", "-c", "-o", table.toString(), "-p", String.valueOf(server.pid())));
        try {
            String said = new Output(strace.getErrorStream()).awaitFirst(10_000);
            if (!said.contains("attached")) {
                throw new ContenderFailedException("strace: " + said);
            }
            load.begin();
            LoadResult result = load.awaitResult();
            return result.requests();
        } finally {
            Children.stop(strace); // It writes its table when it is told to end.
        }
    }
}
