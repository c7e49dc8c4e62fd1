// SPDX-License-Identifier: Apache-2.0
package dev.poller.system.selftest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a program says, as it comes. Any threads put in, the test takes out. */
public final class Output {
    private static final int KEPT = 200;
    private static final int WIDTH = 300;

    /**
     * A line of standard output, or the end of all.
     *
     * @param text null at the end
     */
    public record Line(@Nullable String text) {}

    private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();
    private final StringBuilder begun = new StringBuilder();
    private final Deque<String> last = new ArrayDeque<>();

    /** A piece of standard output, with its line ends. */
    public synchronized void out(String piece) {
        begun.append(piece);
        for (int end = begun.indexOf("\n"); end >= 0; end = begun.indexOf("\n")) {
            String line = begun.substring(0, end);
            begun.delete(0, end + 1);
            line(line);
        }
    }

    /** A line of standard error. */
    public synchronized void err(String line) {
        last.add(line.length() > WIDTH ? line.substring(0, WIDTH) + " ..." : line);
        if (last.size() > KEPT) {
            last.remove();
        }
    }

    /** Nothing more comes. */
    public synchronized void end() {
        line(begun.toString());
        lines.add(new Line(null));
    }

    private void line(String line) {
        if (!line.isBlank()) {
            lines.add(new Line(line.strip()));
            err(line);
        }
    }

    /** The next line, or null if none came in time. */
    public @Nullable Line next(long nanos) throws InterruptedException {
        return lines.poll(nanos, TimeUnit.NANOSECONDS);
    }

    /** The last lines of both streams, for a failure's text. */
    public synchronized String log() {
        return last.isEmpty() ? "it has said nothing" : "its last words:\n  " + String.join("\n  ", last);
    }
}
