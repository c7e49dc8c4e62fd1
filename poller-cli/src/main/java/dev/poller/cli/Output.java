// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The standard output. A {@link PrintWriter} forgets why it failed; this one tells. Any thread may write. */
public final class Output extends PrintWriter {
    private final Target target;

    /** Prints to this; each line is sent on as it ends. */
    Output(Writer target) {
        this(new Target(target));
    }

    private Output(Target target) {
        super(target, true);
        this.target = target;
    }

    /** Why something that was printed is lost; empty if nothing is. */
    Optional<String> loss() {
        return checkError()
                ? Optional.of("cannot write the output: " + target.failure().orElse("it is closed"))
                : Optional.empty();
    }

    /**
     * Sends on what a command has printed, so that one that goes on ends when nobody can read it.
     *
     * @throws CommandFailedException if some of it is lost
     */
    public static void flush(PrintWriter out) throws CommandFailedException {
        Optional<String> loss = out instanceof Output output ? output.loss() : Optional.empty();
        if (loss.isPresent()) {
            throw new CommandFailedException(loss.get(), null);
        }
        out.flush();
    }

    /** Keeps the first failure. Called under the lock of the writer above. */
    private static final class Target extends Writer {
        private final Writer writer;
        private volatile @Nullable IOException failure;

        Target(Writer writer) {
            this.writer = writer;
        }

        Optional<String> failure() {
            return Optional.ofNullable(failure).map(RunTimeFailure::reason);
        }

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            attempt(() -> writer.write(text, offset, length));
        }

        @Override
        public void flush() throws IOException {
            attempt(writer::flush);
        }

        @Override
        public void close() throws IOException {
            attempt(writer::close);
        }

        private void attempt(Write write) throws IOException {
            try {
                write.run();
            } catch (IOException refused) {
                if (failure == null) {
                    failure = refused;
                }
                throw refused;
            }
        }
    }

    /** One call of a writer. */
    private interface Write {
        void run() throws IOException;
    }
}
