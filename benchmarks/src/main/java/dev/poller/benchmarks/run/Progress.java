// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import java.io.PrintWriter;

/** Tells on stderr what is going on. Confined to the thread that measures. */
public final class Progress {
    private final PrintWriter err;

    /**
     * Writes to a stream of its owner.
     *
     * @param err left open
     */
    public Progress(PrintWriter err) {
        this.err = err;
    }

    /** One line. */
    public void line(String text) {
        err.println(text);
        err.flush();
    }
}
