// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Optional;

/** The entry. Ends the JVM with the command's exit status. */
public final class Main {
    private static final int FAILED = 1;

    private Main() {}

    /** Runs one command. */
    public static void main(String[] arguments) {
        // UTF-8 everywhere, so that what programs read does not hang on the locale. Not System.out: it hides failures.
        Writer out = new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), UTF_8);
        System.exit(run(arguments, out, new PrintWriter(System.err, true, UTF_8)));
    }

    /**
     * Runs one command on the calling thread and returns its exit status: 0 done, 1 failed, 2 not understood. Output
     * that cannot be written is a failure.
     *
     * @param out takes results
     * @param err takes progress, logs and errors
     */
    public static int run(String[] arguments, Writer out, PrintWriter err) {
        Output output = new Output(out);
        int status = PollerCommand.line(output, err, Terminal::hasColour).execute(arguments);
        Optional<String> loss = output.loss();
        if (status == 0 && loss.isPresent()) {
            err.println("poller: " + loss.get());
            status = FAILED;
        }
        err.flush();
        return status;
    }
}
