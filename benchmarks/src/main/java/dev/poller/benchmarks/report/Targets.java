// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

import static dev.poller.benchmarks.report.Metric.CPU;
import static dev.poller.benchmarks.report.Metric.IDLE_MEMORY;
import static dev.poller.benchmarks.report.Metric.P50;
import static dev.poller.benchmarks.report.Metric.P99;
import static dev.poller.benchmarks.report.Metric.P999;
import static dev.poller.benchmarks.report.Metric.POLL_RETURNS;
import static dev.poller.benchmarks.report.Metric.PROBE;
import static dev.poller.benchmarks.report.Metric.THROUGHPUT;
import static dev.poller.benchmarks.report.Target.Bound.AT_LEAST;
import static dev.poller.benchmarks.report.Target.Bound.AT_MOST;

import dev.poller.benchmarks.run.Results;
import java.util.List;

/** The table of what Poller is to reach. A new target is a new row. */
public final class Targets {
    /** The default scheduler, over the best binding that was measured. */
    private static final List<String> BATON = List.of("poller-ffm", "poller-jna");

    private static final List<String> LOOP = List.of("poller-loop");
    private static final List<String> JNA = List.of("poller-jna");
    private static final List<String> PROCESS = List.of("poller");

    /** All of them. */
    public static final List<Target> ALL = List.of(
            throughput(BATON, "pinned-100", 1.35, "jdk-channel"),
            throughput(BATON, "pinned-100", 1.1, "go"),
            throughput(BATON, "pinned-100", 1.1, "netty-epoll"),
            throughput(BATON, "pinned-100", 0.95, "c-epoll"),
            throughput(BATON, "pinned-8", 1.35, "jdk-channel"),
            throughput(BATON, "pinned-8", 1.1, "go"),
            throughput(BATON, "pinned-8", 1.1, "netty-epoll"),
            throughput(BATON, "pinned-8", 0.95, "c-epoll"),
            new Target(BATON, "pinned-1", P50, AT_MOST, 1, "go", "pinned-1"),
            new Target(BATON, "pinned-1", P50, AT_MOST, 1, "netty-epoll", "pinned-1"),
            throughput(BATON, "free-100", 1.1, "jdk-channel"),
            throughput(LOOP, "free-100", 1.4, "jdk-channel"),
            throughput(LOOP, "free-100", 1.15, "go"),
            throughput(LOOP, "free-100", 1.0, "netty-epoll"),
            throughput(LOOP, "pinned-1", 1.0, "netty-epoll"),
            throughput(LOOP, "pinned-1", 1.0, "go"),
            throughput(LOOP, "pinned-8", 1.0, "netty-epoll"),
            throughput(LOOP, "pinned-8", 1.0, "go"),
            new Target(BATON, "deadline-30s", THROUGHPUT, AT_LEAST, 0.97, Target.OURSELVES, "deadline-none"),
            new Target(BATON, "idle-9000", THROUGHPUT, AT_LEAST, 0.95, Target.OURSELVES, "idle-none"),
            new Target(BATON, "idle memory", IDLE_MEMORY, AT_MOST, 1, "jdk-channel", "idle memory"),
            throughput(JNA, "pinned-100", 0.8, "poller-ffm"),
            throughput(BATON, "unix-pinned-100", 0.9, "c-epoll"),
            throughput(BATON, "unix-pinned-100", 1.0, "go"),
            throughput(BATON, "udp-pinned-100", 1.0, "go"),
            throughput(BATON, "proxy-pinned-100-64k", 1.3, "jdk-socket"),
            throughput(BATON, "proxy-pinned-100-64k", 1.3, "jdk-channel"),
            new Target(BATON, "proxy-pinned-100-64k", CPU, AT_MOST, 1, "go", "proxy-pinned-100-64k"),
            throughput(BATON, "proxy-pinned-100", 1.2, "jdk-channel"),
            new Target(BATON, "proxy-pinned-100", P99, AT_MOST, 1, "jdk-channel", "proxy-pinned-100"),
            new Target(BATON, "proxy-pinned-100", P999, AT_MOST, 1, "jdk-channel", "proxy-pinned-100"),
            throughput(BATON, "proxy-pinned-100", 0.85, "haproxy"),
            new Target(BATON, "proxy-pinned-100", P999, AT_MOST, 2, "haproxy", "proxy-pinned-100"),
            throughput(BATON, "proxy-pinned-1000", 1.2, "jdk-channel"),
            new Target(BATON, "proxy-pinned-1000", P99, AT_MOST, 1, "jdk-channel", "proxy-pinned-1000"),
            new Target(BATON, "proxy-pinned-1000", P999, AT_MOST, 1, "jdk-channel", "proxy-pinned-1000"),
            throughput(BATON, "proxy-pinned-1000", 0.85, "haproxy"),
            new Target(BATON, "proxy-pinned-1000", P999, AT_MOST, 2, "haproxy", "proxy-pinned-1000"),
            throughput(BATON, "http-pinned-100", 1.4, "jdk-channel"),
            throughput(BATON, "http-pinned-100", 1.1, "go"),
            new Target(BATON, "http-pinned-100-rate10000", P99, AT_MOST, 1, "jdk-channel", "http-pinned-100-rate10000"),
            new Target(BATON, "http-pinned-100-rate10000", P99, AT_MOST, 1, "go", "http-pinned-100-rate10000"),
            new Target(BATON, "http-pinned-100-rate50000", P99, AT_MOST, 1, "jdk-channel", "http-pinned-100-rate50000"),
            new Target(BATON, "http-pinned-100-rate50000", P99, AT_MOST, 1, "go", "http-pinned-100-rate50000"),
            pollReturns(BATON, "idle-connections", 0),
            pollReturns(LOOP, "idle-connections", 0),
            pollReturns(BATON, "unread-hang-up", 20),
            pollReturns(LOOP, "unread-hang-up", 20),
            new Target(PROCESS, "busy carriers p99 wake-up milliseconds", PROBE, AT_MOST, 15, Target.NOBODY, ""),
            new Target(PROCESS, "doctor seconds", PROBE, AT_MOST, 0.5, Target.NOBODY, ""));

    private Targets() {}

    /** All targets against these results. */
    public static List<Verdict> judge(Results results) {
        Figures figures = figures(results);
        return ALL.stream().map(target -> target.judge(figures)).toList();
    }

    static Figures figures(Results results) {
        Summary summary = new Summary(results.samples());
        return (shape, contender, metric) -> switch (metric) {
            case POLL_RETURNS ->
                results.badCase(shape, contender, metric.label()).median();
            case PROBE -> results.probes().getOrDefault(shape, Double.NaN);
            case IDLE_MEMORY ->
                results.idleMemories().stream()
                        .filter(memory -> memory.contender().equals(contender))
                        .mapToDouble(memory -> memory.residentPerConnection())
                        .findFirst()
                        .orElse(Double.NaN);
            default -> summary.spread(shape, contender, metric).median();
        };
    }

    private static Target pollReturns(List<String> ours, String badCase, double most) {
        return new Target(ours, badCase, POLL_RETURNS, AT_MOST, most, Target.NOBODY, "");
    }

    private static Target throughput(List<String> ours, String shape, double factor, String peer) {
        return new Target(ours, shape, THROUGHPUT, AT_LEAST, factor, peer, shape);
    }
}
