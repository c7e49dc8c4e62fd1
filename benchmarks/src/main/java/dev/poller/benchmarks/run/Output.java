// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a process prints on one stream, read by a thread of its own so that the process never waits for a reader. Any
 * thread may ask.
 */
final class Output {
    private static final int KEPT = 50;

    private final Deque<String> lines = new ArrayDeque<>();
    private final CountDownLatch first = new CountDownLatch(1);
    private final Thread reader;

    Output(InputStream stream) {
        reader = Thread.ofPlatform().daemon().name("output").start(() -> read(stream));
    }

    /** Waits for the first line, or the end; the line, or an empty one. */
    String awaitFirst(long millis) throws InterruptedException {
        first.await(millis, TimeUnit.MILLISECONDS);
        synchronized (lines) {
            return lines.isEmpty() ? "" : lines.getFirst();
        }
    }

    /** The last line so far that says something; empty if there is none. */
    String last() {
        synchronized (lines) {
            return lines.isEmpty() ? "" : lines.getLast();
        }
    }

    /** The lines so far that say something, the last ones if there are many. */
    List<String> all() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** Waits for the end of the stream; what came last. */
    String awaitEnd() throws InterruptedException {
        reader.join(TimeUnit.SECONDS.toMillis(5));
        return last();
    }

    private void read(InputStream stream) {
        try (BufferedReader text = new BufferedReader(new java.io.InputStreamReader(stream, UTF_8))) {
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                add(line.strip());
            }
        } catch (IOException closed) {
            add(String.valueOf(closed.getMessage())); // The process was killed while it printed.
        } finally {
            first.countDown();
        }
    }

    private void add(String line) {
        if (line.isEmpty()) {
            return;
        }
        synchronized (lines) {
            lines.addLast(line);
            if (lines.size() > KEPT) {
                lines.removeFirst();
            }
        }
        first.countDown();
    }
}
