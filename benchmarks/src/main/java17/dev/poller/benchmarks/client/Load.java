// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.client;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** A closed loop on every connection, each on a thread of its own: ask, take the answer, ask again. Any thread. */
final class Load {
    private static final long FINEST_NANOS = 1_000;
    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final int DIGITS = 2; // Hundreds of these have to leave the CPU's caches to the library.

    private final Library library;
    private final CountDownLatch connected;
    private final CountDownLatch ended;
    private final CompletableFuture<Window> window = new CompletableFuture<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Histogram all = histogram();

    Load(Library library, int connections) {
        this.library = library;
        this.connected = new CountDownLatch(connections);
        this.ended = new CountDownLatch(connections);
    }

    private static Histogram histogram() {
        return new Histogram(FINEST_NANOS, LONGEST_NANOS, DIGITS);
    }

    /**
     * Connects, asks until the window is over, and disconnects. {@link #awaitConnected} or {@link #awaitEnd} throws
     * what fails.
     */
    void run(int number) {
        try (Connection connection = library.connect(number)) {
            connection.ask();
            connected.countDown();
            Histogram latencies = histogram();
            ask(connection, window.join(), latencies);
            add(latencies);
        } catch (IOException | SQLException | RuntimeException | Error broken) {
            failure.compareAndSet(null, broken);
        } finally {
            connected.countDown(); // One that has connected counts a second time, when nobody waits for this any more.
            ended.countDown();
        }
    }

    private void ask(Connection connection, Window measured, Histogram latencies) throws IOException, SQLException {
        long asked = System.nanoTime();
        while (!measured.isOver(asked) && failure.get() == null) {
            connection.ask();
            long answered = System.nanoTime();
            if (measured.contains(answered)) {
                latencies.recordValue(Math.min(answered - asked, LONGEST_NANOS));
            }
            asked = answered;
        }
    }

    private void add(Histogram latencies) {
        synchronized (all) {
            all.add(latencies);
        }
    }

    /** Waits until every connection has had an answer. */
    void awaitConnected() throws InterruptedException {
        connected.await();
        throwFailure();
    }

    void begin(Window measured) {
        window.complete(measured);
    }

    /** Waits until the load has ended; all latencies. */
    Histogram awaitEnd() throws InterruptedException {
        ended.await();
        throwFailure();
        synchronized (all) {
            return all.copy();
        }
    }

    private void throwFailure() {
        Throwable broken = failure.get();
        if (broken != null) {
            throw new IllegalStateException(innermost(broken).toString(), broken);
        }
    }

    /** Drivers wrap what has happened into something that says less. */
    private static Throwable innermost(Throwable broken) {
        Throwable cause = broken.getCause();
        return cause == null ? broken : innermost(cause);
    }
}
