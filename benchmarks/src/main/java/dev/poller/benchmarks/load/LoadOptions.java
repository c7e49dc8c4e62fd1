// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.load;

import dev.poller.benchmarks.server.Route;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the generator in Java; the same as that of load.c. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description =
                "Send a message on each connection, wait for the whole answer, send the next; print one JSON object.")
final class LoadOptions {
    @Option(names = "--port", required = true, description = "Of the server, on 127.0.0.1.")
    private int port;

    @Option(names = "--connections", description = "That ask and wait.", defaultValue = "1")
    private int connections;

    @Option(names = "--idle", description = "Opened, and never written to.")
    private int idle;

    @Option(names = "--message", description = "Bytes.", defaultValue = "64")
    private int message;

    @Option(names = "--reply", description = "Bytes; without it the answer must be the message.")
    private int reply;

    @Option(names = "--flood", description = "1 adds a connection that sends without waiting.")
    private int flood;

    @Option(names = "--warm-up", description = "Seconds that do not count.", defaultValue = "1")
    private double warmUp;

    @Option(names = "--seconds", description = "Seconds that count.", defaultValue = "1")
    private double seconds;

    @Option(names = "--requests", description = "End after so many instead.")
    private long requests;

    @Option(names = "--server-pid", description = "Whose CPU time and memory are told.")
    private long serverPid;

    @Option(
            names = "--paced",
            description = "Wait for a line before the first message, for the end of input at the end.")
    private boolean paced;

    @Option(names = "--unix", description = "The port is the number of a Unix socket.")
    private boolean unix;

    @Option(names = "--udp", description = "Each connection is a UDP socket.")
    private boolean udp;

    LoadRequest request() {
        return new LoadRequest(
                port,
                connections,
                idle,
                message,
                reply,
                flood,
                warmUp,
                seconds,
                requests,
                serverPid,
                unix ? Route.UNIX : udp ? Route.UDP : Route.TCP,
                0,
                paced);
    }
}
