// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import dev.poller.benchmarks.load.LoadRequest;
import dev.poller.benchmarks.server.Exchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Starts servers, and warms up those that are told to be fast from the first moment. One thread. */
final class WarmServers {
    private static final int CONNECTIONS = 100;

    private final Tools tools;
    private final double warmUp;
    private final Results results;

    WarmServers(Tools tools, double warmUp, Results results) {
        this.tools = tools;
        this.warmUp = warmUp;
        this.results = results;
    }

    /** A server that has nothing behind it, with more arguments than the exchange's. */
    ServerProcess fresh(Contender contender, Placement placement, Exchange exchange, String... more)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(tools.server(contender, placement, exchange));
        line.addAll(List.of(more));
        ServerProcess server = ServerProcess.start(line);
        results.said(contender.name(), server.detail());
        return server;
    }

    /** A server that has echoed for a while. */
    ServerProcess warm(Contender contender, Placement placement, String... more)
            throws IOException, InterruptedException {
        ServerProcess server = fresh(contender, placement, Exchange.ECHO, more);
        LoadRequest request =
                new LoadRequest(server.port(), CONNECTIONS, 0, 64, 0, 0, 0, warmUp, 0, server.pid(), false);
        try (LoadProcess load = LoadProcess.start(tools.load(placement), request)) {
            load.awaitResult();
            return server;
        } catch (IOException | InterruptedException failure) {
            server.close();
            throw failure;
        }
    }
}
