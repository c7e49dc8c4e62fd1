// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.traffic;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Until;
import dev.poller.blocking.watch.Event;
import dev.poller.blocking.watch.FileWatch;
import dev.poller.blocking.watch.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** An event, a ticker and a watched file: what is no stream. */
final class WatchTraffic implements Traffic {
    private static final int SIGNALS = 20;
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final Netpoll netpoll;
    private final Path directory;

    WatchTraffic(Netpoll netpoll, Path directory) {
        this.netpoll = netpoll;
        this.directory = directory;
    }

    @Override
    public long round(long seed) throws IOException, InterruptedException {
        event();
        tick();
        file(directory.resolve("watched-" + seed));
        return 0;
    }

    private void event() throws IOException, InterruptedException {
        try (Event event = Event.open(netpoll)) {
            Thread signaller = netpoll.threadFactory("trial-signal-").newThread(() -> {
                for (int i = 0; i < SIGNALS; i++) {
                    event.signal();
                }
            });
            signaller.start();
            long heard = 0;
            while (heard < SIGNALS) {
                heard += event.await();
            }
            signaller.join();
            if (heard != SIGNALS) {
                throw new WrongBytesException(SIGNALS + " signals, and " + heard + " heard");
            }
        }
    }

    private void tick() throws IOException {
        try (Ticker ticker = Ticker.once(netpoll, Duration.ofMillis(1))) {
            ticker.await();
        }
    }

    private void file(Path file) throws IOException {
        Files.createFile(file);
        try (FileWatch watch = FileWatch.open(netpoll).add(file)) {
            Files.write(file, new byte[1]);
            if (watch.await(Until.in(LIMIT)).isEmpty()) {
                throw new WrongBytesException("a watched file has changed by nothing");
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
