// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.demo;

import dev.poller.cli.Log;
import dev.poller.cli.serve.Workers;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Locale;

/** One load on one side, from the first connection to the last thread's end. Used once, by one thread. */
final class DemoRun {
    private static final Duration CONNECTING = Duration.ofSeconds(60);
    private static final Duration ENDING = Duration.ofSeconds(40);
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final Duration STEP = Duration.ofSeconds(1);

    private final Side side;
    private final DemoSettings settings;
    private final Log progress;
    private final Tally tally = new Tally();
    private final StartingLine line;
    private final Workers clients;

    DemoRun(Side side, DemoSettings settings, Log progress) {
        this.side = side;
        this.settings = settings;
        this.progress = progress;
        this.line = new StartingLine(settings.connections());
        this.clients = side.clients();
    }

    Measurement run() throws IOException, InterruptedException {
        SocketAddress address = side.serve(tally);
        long nanos;
        Duration patience = AT_ONCE;
        try {
            connect(address);
            nanos = measure();
            if (!clients.awaitEnd(ENDING)) {
                tally.failed(clients.alive() + " clients did not end");
            }
            patience = ENDING;
        } finally {
            side.end(tally, patience);
        }
        return new Measurement(settings, nanos, tally);
    }

    private void connect(SocketAddress address) throws InterruptedException {
        for (int i = 0; i < settings.connections(); i++) {
            clients.start(new DemoClient(i, side, address, settings, line, tally));
        }
        long end = System.nanoTime() + CONNECTING.toNanos();
        while (!line.awaitAll(STEP) && System.nanoTime() - end < 0) {
            say("connecting: " + (settings.connections() - line.missing()) + " of " + settings.connections());
        }
    }

    /** Returns how long the clients were at it. */
    private long measure() throws InterruptedException {
        long start = line.start(settings.warmUp(), settings.duration());
        long before = 0;
        for (int second = 1; second <= settings.duration().toSeconds() && clients.alive() > 0; second++) {
            Thread.sleep(Math.max(1, (start + second * STEP.toNanos() - System.nanoTime()) / 1_000_000));
            long now = tally.roundTrips();
            say(String.format(
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

    private void say(String what) {
        progress.line(side.label() + what);
    }
}
