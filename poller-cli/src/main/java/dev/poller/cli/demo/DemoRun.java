// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.demo;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Listener;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.server.Server;
import dev.poller.blocking.server.StreamHandler;
import dev.poller.cli.CommandFailedException;
import dev.poller.cli.Log;
import dev.poller.cli.RunTimeFailure;
import dev.poller.cli.ThreadsOption;
import dev.poller.cli.serve.Serving;
import dev.poller.cli.serve.Sockets;
import dev.poller.cli.serve.Workers;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Locale;

/** One demo from the first connection to the last thread's end. Used once, by one thread. */
final class DemoRun {
    private static final Duration CONNECTING = Duration.ofSeconds(60);
    private static final Duration ENDING = Duration.ofSeconds(40);
    private static final Duration STEP = Duration.ofSeconds(1);

    private final Netpoll netpoll;
    private final DemoSettings settings;
    private final StreamHandler<ByteStream> handler;
    private final Log progress;
    private final Tally tally = new Tally();
    private final StartingLine line;
    private final Workers clients;
    private final Workers server;

    DemoRun(
            Netpoll netpoll,
            DemoSettings settings,
            ThreadsOption threads,
            StreamHandler<ByteStream> handler,
            Log progress) {
        this.netpoll = netpoll;
        this.settings = settings;
        this.handler = handler;
        this.progress = progress;
        this.line = new StartingLine(settings.connections());
        this.clients = new Workers(threads.of(netpoll, "client-"));
        this.server = new Workers(threads.of(netpoll, "server-"));
    }

    DemoResult run() throws IOException, InterruptedException {
        long nanos;
        Server echo = Serving.on(server, progress).open(listen(), handler);
        try (echo) {
            Thread acceptor = server.start(() -> serve(echo));
            connect(echo.localAddress());
            nanos = measure();
            if (!clients.awaitEnd(ENDING)) {
                tally.failed(clients.alive() + " clients did not end");
            }
            echo.stop();
            acceptor.join(ENDING.toMillis());
        }
        check(echo);
        return new DemoResult(netpoll.provider(), netpoll.binding(), settings, nanos, tally);
    }

    private Listener<?> listen() throws IOException {
        try {
            return Sockets.listen(netpoll, settings.listen().toListen());
        } catch (IOException failure) {
            throw new CommandFailedException(
                    "cannot listen on " + settings.listen() + ": " + RunTimeFailure.reason(failure), failure);
        }
    }

    private void serve(Server echo) {
        try {
            echo.run();
        } catch (IOException failure) {
            tally.failed("the server stopped: " + RunTimeFailure.reason(failure));
        }
    }

    private void connect(SocketAddress address) throws InterruptedException {
        for (int i = 0; i < settings.connections(); i++) {
            clients.start(new DemoClient(i, netpoll, address, settings, line, tally));
        }
        long end = System.nanoTime() + CONNECTING.toNanos();
        while (!line.awaitAll(STEP) && System.nanoTime() - end < 0) {
            progress.line("connecting: " + (settings.connections() - line.missing()) + " of " + settings.connections());
        }
    }

    /** Returns how long the clients were at it. */
    private long measure() throws InterruptedException {
        long start = System.nanoTime();
        line.start(settings.duration());
        long before = 0;
        for (int second = 1; second <= settings.duration().toSeconds() && clients.alive() > 0; second++) {
            Thread.sleep(Math.max(1, (start + second * STEP.toNanos() - System.nanoTime()) / 1_000_000));
            long now = tally.roundTrips();
            progress.line(String.format(
                    Locale.ROOT,
                    "%d s: %d connections, %,d round trips/s, %d byte errors, %d failures",
                    second,
                    clients.alive(),
                    now - before,
                    tally.byteErrors(),
                    tally.failures()));
            before = now;
        }
        return System.nanoTime() - start;
    }

    /** What the clients cannot see: the server's side, and what is left behind. */
    private void check(Server echo) {
        if (!server.awaitEnd(ENDING)) {
            tally.failed(server.alive() + " threads of the server did not end");
        }
        if (echo.failed() > 0) {
            tally.failed("the server saw " + echo.failed() + " connections fail");
        }
        if (netpoll.registrations() > 0) {
            tally.failed(netpoll.registrations() + " registrations were left behind");
        }
    }
}
