// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import dev.poller.benchmarks.load.LoadRequest;
import dev.poller.benchmarks.run.Contender.Made;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Virtual threads that a platform thread starts, while connections are busy on the same core: how long they wait. */
final class Elsewhere implements BadCase {
    private static final int CONNECTIONS = 1000;

    /** In which the handlers begin. */
    private static final Duration WARM_UP = Duration.ofSeconds(1);

    private final WarmServers servers;
    private final Tools tools;
    private final double seconds;

    Elsewhere(WarmServers servers, Tools tools, double seconds) {
        this.servers = servers;
        this.tools = tools;
        this.seconds = seconds;
    }

    @Override
    public String name() {
        return "elsewhere";
    }

    @Override
    public int connections() {
        return CONNECTIONS;
    }

    @Override
    public Map<String, Double> measure(Contender contender) throws IOException, InterruptedException {
        if (contender.made() != Made.JAVA) {
            throw new ContenderFailedException("has no virtual threads");
        }
        try (ServerProcess server = servers.warm(contender, Placement.PINNED, "--elsewhere")) {
            double warmUp = WARM_UP.toMillis() / 1e3;
            LoadRequest request =
                    new LoadRequest(server.port(), CONNECTIONS, 0, 64, 0, 0, warmUp, seconds, 0, server.pid(), true);
            try (LoadProcess load = LoadProcess.start(tools.load(Placement.PINNED), request)) {
                load.awaitConnected();
                load.begin();
                Thread.sleep(WARM_UP);
                server.beginAnew();
                load.awaitResult();
                return Program.parse(server.awaitCount());
            }
        }
    }
}
