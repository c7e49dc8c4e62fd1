// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Some connections stream and others ask and wait, on one core: what the one kind leaves the other. */
final class BulkAndLight implements BadCase {
    private static final int LIGHT = 20;

    /** In which the streams reach their speed. */
    private static final double WARM_UP = 2;

    private final WarmServers servers;
    private final Tools tools;
    private final double seconds;
    private final int bulk;

    BulkAndLight(WarmServers servers, Tools tools, double seconds, int bulk) {
        this.servers = servers;
        this.tools = tools;
        this.seconds = seconds;
        this.bulk = bulk;
    }

    @Override
    public String name() {
        return "bulk-" + bulk + "-light-" + LIGHT;
    }

    @Override
    public int connections() {
        return bulk + LIGHT;
    }

    @Override
    public Map<String, Double> measure(Contender contender) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(tools.load(Placement.PINNED, "mixed"));
        try (ServerProcess server = servers.warm(contender, Placement.PINNED)) {
            line.addAll(List.of("--port", String.valueOf(server.port())));
            line.addAll(List.of("--server-pid", String.valueOf(server.pid())));
            line.addAll(List.of("--bulk", String.valueOf(bulk), "--light", String.valueOf(LIGHT)));
            line.addAll(List.of("--warm-up", String.valueOf(WARM_UP), "--seconds", String.valueOf(seconds)));
            return figures(Program.figures(line));
        }
    }

    /** The columns, of what the program prints. A stream that got nothing counts as one that got a byte. */
    static Map<String, Double> figures(Map<String, Double> printed) throws ContenderFailedException {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (String column : List.of("light p50 us", "light p99 us", "light max us", "light/s", "bulk MB/s")) {
            figures.put(column, figure(printed, column));
        }
        figures.put(
                "bulk most/least",
                figure(printed, "bulk most bytes") / Math.max(1, figure(printed, "bulk least bytes")));
        figures.put("starved", figure(printed, "starved"));
        figures.put("CPU %", 100 * figure(printed, "server CPU s") / figure(printed, "seconds"));
        return figures;
    }

    private static double figure(Map<String, Double> printed, String name) throws ContenderFailedException {
        Double value = printed.get(name);
        if (value == null) {
            throw new ContenderFailedException("no figure: " + name);
        }
        return value;
    }
}
