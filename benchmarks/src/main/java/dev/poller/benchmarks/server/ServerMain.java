// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.server;

import dev.poller.blocking.Scheduler;
import dev.poller.javanet.PollerServerSocketFactory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ServerSocketFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The process of a contender in Java. It says when it listens and lives until SIGTERM; what fails is one line. */
@Command(name = "server", mixinStandardHelpOptions = true, description = "Serve until SIGTERM, in one of many ways.")
public final class ServerMain implements Runnable {
    private static final Map<String, Supplier<BenchmarkServer>> KINDS = Map.ofEntries(
            Map.entry("poller", () -> new PollerServer(Scheduler.JDK)),
            Map.entry("poller-events", PollerEventsServer::new),
            Map.entry("poller-loop", () -> new PollerServer(Scheduler.CARRIER_LOOP)),
            Map.entry("poller-uring", ServerMain::uring),
            Map.entry("jdk-channel", JdkChannelServer::new),
            Map.entry(
                    "jdk-socket",
                    () -> new JdkSocketServer(
                            "virtual",
                            ServerSocketFactory.getDefault(),
                            Thread.ofVirtual().factory())),
            Map.entry(
                    "poller-socket",
                    () -> new JdkSocketServer(
                            "virtual",
                            new PollerServerSocketFactory(),
                            Thread.ofVirtual().factory())),
            Map.entry(
                    "jdk-platform",
                    () -> new JdkSocketServer(
                            "platform",
                            ServerSocketFactory.getDefault(),
                            Thread.ofPlatform().daemon().factory())),
            Map.entry("netty-epoll", () -> new NettyServer("epoll")),
            Map.entry("netty-io_uring", () -> new NettyServer("io_uring")),
            Map.entry("nio-selector", NioSelectorServer::new));

    @Parameters(paramLabel = "KIND", description = "What serves; one of: poller, poller-loop, jdk-channel, ...")
    private String kind = "";

    @Option(names = "--request", paramLabel = "BYTES", description = "Answer requests of this size; else echo.")
    private int request;

    @Option(names = "--reply", paramLabel = "BYTES", description = "The size of the answer.")
    private int reply;

    @Option(names = "--deadline", paramLabel = "MILLIS", description = "A deadline set before every read.")
    private int deadline;

    @Option(names = "--buffer", paramLabel = "BYTES", description = "Read at most so much at a time.")
    private int buffer = Exchange.BUFFER;

    @Option(names = "--once", description = "Read once, answer, then keep the connection and never read again.")
    private boolean once;

    @Option(
            names = "--elsewhere",
            description =
                    "Start virtual threads from elsewhere meanwhile; the end of the input prints how long they waited.")
    private boolean elsewhere;

    @Option(names = "--unix", description = "Listen on a Unix socket.")
    private boolean unix;

    @Option(names = "--udp", description = "Receive on a UDP socket.")
    private boolean udp;

    @Option(names = "--http", description = "Answer HTTP with what the Redis on the backend's port has.")
    private boolean http;

    @Option(names = "--backend", paramLabel = "PORT", description = "Pass everything on to this port.")
    private int backend;

    private ServerMain() {}

    /** Serves with these arguments. */
    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new ServerMain())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    System.err.println(failure.getMessage());
                    return 1;
                });
        System.exit(line.execute(arguments));
    }

    /** By name: it is compiled for Java 22, which has java.lang.foreign. */
    static BenchmarkServer uring() {
        try {
            return Class.forName("dev.poller.benchmarks.uring.UringServer")
                    .asSubclass(BenchmarkServer.class)
                    .getConstructor()
                    .newInstance();
        } catch (UnsupportedClassVersionError old) {
            throw new IllegalStateException("poller-uring needs Java 22 or later", old);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("poller-uring: " + failure, failure);
        }
    }

    /** The names of what serves, sorted. */
    public static List<String> kinds() {
        return KINDS.keySet().stream().sorted().toList();
    }

    @Override
    public void run() {
        Supplier<BenchmarkServer> server = KINDS.get(kind);
        if (server == null) {
            throw new IllegalArgumentException("no such server: " + kind + "; there is: " + String.join(", ", kinds()));
        }
        if (elsewhere) {
            StartedElsewhere.begin(System.in);
        }
        try {
            server.get()
                    .run(
                            new Exchange(
                                    request,
                                    reply,
                                    deadline,
                                    buffer,
                                    once,
                                    unix ? Route.UNIX : udp ? Route.UDP : http ? Route.HTTP : Route.TCP,
                                    backend),
                            (port, detail) -> System.out.println(
                                    "listening on " + (unix ? "unix:" : "127.0.0.1:") + port + " " + detail));
        } catch (IOException failure) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
    }
}
