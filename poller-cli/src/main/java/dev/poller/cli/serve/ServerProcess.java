// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.serve;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Listener;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.server.Server;
import dev.poller.blocking.server.StreamHandler;
import dev.poller.cli.Address;
import dev.poller.cli.CommandFailedException;
import dev.poller.cli.Log;
import dev.poller.cli.Output;
import dev.poller.cli.RunTimeFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;

/**
 * A server that is the whole process: it says when it is ready and stops on SIGTERM and SIGINT, which the JVM hears and
 * answers by running the shutdown hook set here.
 */
final class ServerProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Netpoll netpoll;
    private final Workers workers;
    private final PrintWriter out;
    private final Log log;

    /**
     * Prepares a server process.
     *
     * @param netpoll closed at the end
     * @param out gets one line when the server is ready
     */
    ServerProcess(Netpoll netpoll, Workers workers, PrintWriter out, Log log) {
        this.netpoll = netpoll;
        this.workers = workers;
        this.out = out;
        this.log = log;
    }

    /** Serves on the calling thread until the process is told to stop. */
    void run(Address listen, StreamHandler<ByteStream> handler) throws IOException {
        try (netpoll;
                Listener<?> listener = listen(listen);
                Server server = Serving.on(workers, log).open(listener, handler)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "poller-stop"));
            out.println("listening on " + Address.format(listener.localAddress()) + " provider=" + netpoll.provider()
                    + " binding=" + netpoll.binding());
            Output.flush(out);
            server.run();
        }
    }

    private Listener<?> listen(Address address) throws IOException {
        try {
            return Sockets.listen(netpoll, address.toListen());
        } catch (IOException failure) {
            throw new CommandFailedException(
                    "cannot listen on " + address + ": " + RunTimeFailure.reason(failure), failure);
        }
    }

    /** Closing the Netpoll wakes every thread that waits for a connection; they end, and then the process does. */
    private void stop(Server server) {
        try {
            server.stop();
        } catch (IOException failure) {
            log.line("closing the listener failed: " + RunTimeFailure.reason(failure));
        }
        netpoll.close();
        log.line(workers.awaitEnd(PATIENCE) ? "stopped" : "stopped; " + workers.alive() + " threads did not end");
    }
}
