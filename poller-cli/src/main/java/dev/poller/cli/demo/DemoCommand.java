// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.demo;

import dev.poller.blocking.Netpoll;
import dev.poller.cli.Address;
import dev.poller.cli.BuildVersion;
import dev.poller.cli.CommandFailedException;
import dev.poller.cli.Json;
import dev.poller.cli.Limits;
import dev.poller.cli.Log;
import dev.poller.cli.SharedOptions;
import dev.poller.cli.ThreadsOption;
import dev.poller.cli.serve.EchoHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The main job end to end. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description =
                "Run a blocking echo server and many blocking clients in one process, check every byte, and report"
                        + " throughput and latency; then the same on the JDK's own sockets and threads, for comparison."
                        + " Exit status 0 if every byte came back, 1 if not.")
public final class DemoCommand implements Callable<Integer> {
    /** What fits into the sockets' buffers: a client writes its message before it reads. */
    private static final int LARGEST_MESSAGE = 65_536;

    private static final int MOST_CONNECTIONS = 1_000_000;
    private static final int LONGEST_SECONDS = 86_400;

    /** Jars, the JVM's own, the poller, the listener, and room for what the JVM opens meanwhile. */
    private static final int OTHER_DESCRIPTORS = 32;

    @Mixin
    private final SharedOptions shared = new SharedOptions();

    @Mixin
    private final ThreadsOption threads = new ThreadsOption();

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "1000",
            description = "The number of clients; ${DEFAULT-VALUE} by default.")
    private int connections;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "10",
            description = "How many seconds the clients send; ${DEFAULT-VALUE} by default.")
    private int seconds;

    @Option(
            names = "--message",
            paramLabel = "BYTES",
            defaultValue = "64",
            description = "The size of a message, at most 65536; ${DEFAULT-VALUE} by default.")
    private int message;

    @Option(
            names = "--listen",
            paramLabel = "ADDR",
            defaultValue = "127.0.0.1:0",
            converter = Address.Converter.class,
            description = "The address of the server: HOST:PORT, unix:PATH or unix:@NAME; ${DEFAULT-VALUE} by default.")
    @SuppressWarnings("NullAway.Init") // picocli sets it: it has a default
    private Address listen;

    @Option(names = "--no-compare", description = "Do not run the same load on the JDK's own sockets afterwards.")
    private boolean noCompare;

    @Option(names = "--json", description = "Print the summary as JSON.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        checkRange("--connections", connections, MOST_CONNECTIONS);
        checkRange("--seconds", seconds, LONGEST_SECONDS);
        checkRange("--message", message, LARGEST_MESSAGE);
        DemoSettings settings =
                new DemoSettings(listen, connections, Duration.ofSeconds(seconds), message, threads.kind());
        Log progress = new Log(spec.commandLine().getErr(), shared.verbose());
        DemoResult result = run(settings, progress);
        spec.commandLine().getOut().println(json ? Json.text(result.json()) : result.text());
        return result.passed() ? 0 : 1;
    }

    private DemoResult run(DemoSettings settings, Log progress) throws IOException, InterruptedException {
        String provider;
        String binding;
        Measurement poller;
        try (Netpoll netpoll = shared.openForBothEnds(threads.scheduler())) {
            checkDescriptors(Limits.current().softOpenFiles(), Limits.openDescriptors());
            provider = netpoll.provider();
            binding = netpoll.binding();
            Side side = new PollerSide(netpoll, listen, threads, new EchoHandler(), progress);
            poller = new DemoRun(side, settings, progress).run();
        }
        // Not before the poller's threads have ended, or one of the two would have less of the processors.
        Comparison comparison = noCompare ? Comparison.NOT_WANTED : JdkSide.compare(settings, progress);
        int processors = Runtime.getRuntime().availableProcessors();
        return new DemoResult(provider, binding, settings, processors, poller, comparison);
    }

    private void checkRange(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '" + option + "': " + value + " is not between 1 and " + most);
        }
    }

    /** Each connection has two ends here. */
    private void checkDescriptors(OptionalLong limit, OptionalLong open) throws CommandFailedException {
        long needed = 2L * connections + open.orElse(0) + OTHER_DESCRIPTORS;
        if (limit.isPresent() && limit.getAsLong() < needed) {
            long possible = (limit.getAsLong() - open.orElse(0) - OTHER_DESCRIPTORS) / 2;
            throw new CommandFailedException(
                    connections + " connections need " + needed + " descriptors and this process may have "
                            + limit.getAsLong() + "; type 'ulimit -n " + needed + "' first"
                            + (possible > 0 ? ", or --connections " + possible : ""),
                    null);
        }
    }
}
