// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import java.io.PrintWriter;

/** Lines on stderr. Any thread may write; lines do not mix. */
public final class Log {
    private final PrintWriter err;
    private final boolean verbose;

    /**
     * Writes to a stream of its owner.
     *
     * @param err left open
     * @param verbose whether {@link #detail} is heard
     */
    public Log(PrintWriter err, boolean verbose) {
        this.err = err;
        this.verbose = verbose;
    }

    /** One line. */
    public void line(String text) {
        err.println("poller: " + text);
        err.flush();
    }

    /** A stack trace, only with --verbose. */
    public void trace(Throwable failure) {
        if (verbose) {
            failure.printStackTrace(err);
        }
    }

    /** One line, only with --verbose. */
    public void detail(String text) {
        if (verbose) {
            line(text);
        }
    }
}
