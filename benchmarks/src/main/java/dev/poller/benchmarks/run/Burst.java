// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All connections ask at once, again and again; then nobody; then all at once: what the silence costs them. */
final class Burst implements BadCase {
    private static final int CONNECTIONS = 100;
    private static final int VOLLEYS = 500;

    private final WarmServers servers;
    private final Tools tools;
    private final Duration silence;

    Burst(WarmServers servers, Tools tools, Duration silence) {
        this.servers = servers;
        this.tools = tools;
        this.silence = silence;
    }

    @Override
    public String name() {
        return "burst";
    }

    @Override
    public int connections() {
        return CONNECTIONS;
    }

    @Override
    public Map<String, Double> measure(Contender contender) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(tools.load(Placement.PINNED, "burst"));
        try (ServerProcess server = servers.warm(contender, Placement.PINNED)) {
            line.addAll(List.of(String.valueOf(server.port()), String.valueOf(CONNECTIONS), String.valueOf(VOLLEYS)));
            line.add(String.valueOf(silence.toMillis() / 1e3));
            return Program.figures(line);
        }
    }
}
