// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Messages at random moments, so many a second: what a server uses and how long it takes when there is little to do.
 */
final class Trickle implements BadCase {
    private static final int CONNECTIONS = 100;
    private static final List<String> RATES = List.of("1000", "5000", "20000", "40000");

    private final WarmServers servers;
    private final Tools tools;
    private final double seconds;

    Trickle(WarmServers servers, Tools tools, double seconds) {
        this.servers = servers;
        this.tools = tools;
        this.seconds = seconds;
    }

    @Override
    public String name() {
        return "trickle";
    }

    @Override
    public int connections() {
        return CONNECTIONS;
    }

    @Override
    public Map<String, Double> measure(Contender contender) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(tools.load(Placement.PINNED, "trickle"));
        try (ServerProcess server = servers.warm(contender, Placement.PINNED)) {
            line.addAll(List.of(String.valueOf(server.port()), String.valueOf(CONNECTIONS), String.valueOf(seconds)));
            line.add(String.valueOf(server.pid()));
            line.addAll(RATES);
            return Program.figures(line);
        }
    }
}
