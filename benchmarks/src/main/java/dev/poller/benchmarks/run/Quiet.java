// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import dev.poller.benchmarks.report.Metric;
import dev.poller.benchmarks.server.Exchange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Connections on which nothing is to be done: how often the server's polls return all the same, and the cost. */
final class Quiet implements BadCase {
    private static final int CONNECTIONS = 100;
    private static final Duration SETTLING = Duration.ofSeconds(1);

    private final String name;
    private final Exchange exchange;
    private final Ending ending;
    private final WarmServers servers;
    private final Duration window;

    private Quiet(String name, Exchange exchange, Ending ending, WarmServers servers, Duration window) {
        this.name = name;
        this.exchange = exchange;
        this.ending = ending;
        this.servers = servers;
        this.window = window;
    }

    /** Open and silent: every handler waits in a read. */
    static Quiet idle(WarmServers servers, Duration window) {
        return new Quiet("idle-connections", Exchange.ECHO, callers -> {}, servers, window);
    }

    /** The peers have hung up, and no handler ever reads again. */
    static Quiet hangUp(WarmServers servers, Duration window) {
        return new Quiet("unread-hang-up", Exchange.ECHO.onlyOnce(), Callers::hangUp, servers, window);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int connections() {
        return CONNECTIONS;
    }

    /** CPU time is taken when strace has left. */
    @Override
    public Map<String, Double> measure(Contender contender) throws IOException, InterruptedException {
        try (ServerProcess server = servers.fresh(contender, Placement.FREE, exchange);
                Callers callers = Callers.answered(server.port(), CONNECTIONS)) {
            Thread.sleep(SETTLING);
            Map<String, Double> figures = new LinkedHashMap<>(pollReturns(server, callers));
            Thread.sleep(SETTLING);
            ThreadUse before = ThreadUse.of(server.pid());
            Thread.sleep(window);
            figures.putAll(ThreadUse.of(server.pid()).perSecondSince(before));
            return figures;
        }
    }

    /** The calls that strace breaks off when it comes and when it leaves lie outside the marks. */
    private Map<String, Double> pollReturns(ServerProcess server, Callers callers)
            throws IOException, InterruptedException {
        try (PollTrace trace = PollTrace.attach(server.pid())) {
            Thread.sleep(SETTLING);
            Instant ended = Instant.now();
            ending.end(callers);
            Thread.sleep(SETTLING);
            Instant begun = Instant.now();
            Thread.sleep(window);
            Instant over = Instant.now();
            PollReturns returns = trace.stop();
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("poll returns in the first second", (double) returns.between(ended, begun));
            figures.put(Metric.POLL_RETURNS.label(), returns.perSecond(begun, over));
            return figures;
        }
    }

    /** What the peers do before it is quiet. */
    @FunctionalInterface
    private interface Ending {
        void end(Callers callers) throws IOException;
    }
}
