// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Many connects at once, each with one request: until when all are answered, and how many never are. */
final class Storm implements BadCase {
    private static final int CONNECTIONS = 10_000;

    private final WarmServers servers;
    private final Tools tools;

    Storm(WarmServers servers, Tools tools) {
        this.servers = servers;
        this.tools = tools;
    }

    @Override
    public String name() {
        return "storm";
    }

    @Override
    public int connections() {
        return CONNECTIONS;
    }

    @Override
    public Map<String, Double> measure(Contender contender) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(tools.load(Placement.PINNED, "storm"));
        try (ServerProcess server = servers.warm(contender, Placement.PINNED)) {
            line.addAll(List.of(String.valueOf(server.port()), String.valueOf(CONNECTIONS)));
            return Program.figures(line);
        }
    }
}
