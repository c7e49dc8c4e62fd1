// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.load;

import dev.poller.benchmarks.server.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a load generator is asked to do; the options of load.c. Immutable.
 *
 * @param port of the server, on 127.0.0.1
 * @param connections that ask and wait for the answer
 * @param idle connections that are never written to
 * @param message bytes of what is sent
 * @param reply bytes of the answer, 0 if the answer is the message
 * @param flood 1 for one more connection that sends without waiting
 * @param warmUp seconds that do not count
 * @param seconds that count
 * @param requests ends after so many instead, 0 to end by time
 * @param serverPid whose CPU time and memory are told, 0 for nobody's
 * @param route over which sockets; for a Unix socket the port is its number
 * @param rate messages a second that are due whether answers come or not; 0: each as soon as the last is answered
 * @param paced waits for a line of input before the first message, and for the end of input before closing
 */
public record LoadRequest(
        int port,
        int connections,
        int idle,
        int message,
        int reply,
        int flood,
        double warmUp,
        double seconds,
        long requests,
        long serverPid,
        Route route,
        int rate,
        boolean paced) {
    /** Over TCP, each message as soon as the last is answered. */
    public LoadRequest(
            int port,
            int connections,
            int idle,
            int message,
            int reply,
            int flood,
            double warmUp,
            double seconds,
            long requests,
            long serverPid,
            boolean paced) {
        this(port, connections, idle, message, reply, flood, warmUp, seconds, requests, serverPid, Route.TCP, 0, paced);
    }

    /**
     * This one's part of a load that several generators share, which begin when they are told to.
     *
     * @param index from 0
     * @param of how many there are
     */
    public LoadRequest part(int index, int of) {
        int share = connections / of + (index < connections % of ? 1 : 0);
        return new LoadRequest(
                port, share, idle, message, reply, flood, warmUp, seconds, requests, serverPid, route, rate, true);
    }

    /** The command line. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "--port", String.valueOf(port),
                "--connections", String.valueOf(connections),
                "--idle", String.valueOf(idle),
                "--message", String.valueOf(message),
                "--reply", String.valueOf(reply),
                "--flood", String.valueOf(flood),
                "--warm-up", String.valueOf(warmUp),
                "--seconds", String.valueOf(seconds)));
        if (requests > 0) {
            arguments.addAll(List.of("--requests", String.valueOf(requests)));
        }
        if (serverPid > 0) {
            arguments.addAll(List.of("--server-pid", String.valueOf(serverPid)));
        }
        if (route == Route.UNIX || route == Route.UDP || route == Route.HTTP || route == Route.CHURN) {
            arguments.add("--" + route.name().toLowerCase(Locale.ROOT));
        }
        if (rate > 0) {
            arguments.addAll(List.of("--rate", String.valueOf(rate)));
        }
        if (paced) {
            arguments.add("--paced");
        }
        return arguments;
    }
}
