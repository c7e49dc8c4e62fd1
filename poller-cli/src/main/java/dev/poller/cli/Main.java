// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;

/** The entry. Ends the JVM with the command's exit status. */
public final class Main {
    private Main() {}

    /** Runs one command. */
    public static void main(String[] arguments) {
        // UTF-8 everywhere, so that what programs read does not hang on the locale.
        System.exit(run(arguments, new PrintWriter(System.out, true, UTF_8), new PrintWriter(System.err, true, UTF_8)));
    }

    /**
     * Runs one command on the calling thread and returns its exit status: 0 done, 1 failed, 2 not understood.
     *
     * @param out takes results
     * @param err takes progress, logs and errors
     */
    public static int run(String[] arguments, PrintWriter out, PrintWriter err) {
        int status = PollerCommand.line(out, err).execute(arguments);
        out.flush();
        err.flush();
        return status;
    }
}
