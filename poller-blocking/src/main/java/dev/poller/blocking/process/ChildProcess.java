// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.process;

import dev.poller.blocking.Descriptor;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.internal.end.Adopted;
import dev.poller.blocking.internal.runtime.Access;
import dev.poller.blocking.internal.runtime.Opening;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A process whose standard streams are waited for as other streams are: with deadlines, from virtual threads, ended
 * by a close. The JDK's own, {@link Process#getInputStream} and so on, are empty then. Any thread.
 *
 * {@snippet file="dev/poller/examples/RunProgram.java" region="run"}
 */
public final class ChildProcess implements AutoCloseable {
    private final Process process;
    private final @Nullable Descriptor stdin;
    private final @Nullable Descriptor stdout;
    private final @Nullable Descriptor stderr;

    private ChildProcess(
            Process process, @Nullable Descriptor stdin, @Nullable Descriptor stdout, @Nullable Descriptor stderr) {
        this.process = process;
        this.stdin = stdin;
        this.stdout = stdout;
        this.stderr = stderr;
    }

    /**
     * Starts a process. What the builder would make a pipe of the JDK ({@link Redirect#PIPE}, the default) is a pipe of
     * this; all else is as the builder says, and it is left as it was. One thread at a time may use a builder.
     *
     * @param netpoll the runtime to wait on
     * @param builder says what to run
     * @throws UnsupportedOperationException if the provider watches no descriptors; the message says which do
     * @throws IOException as {@link ProcessBuilder#start}, or if the runtime is closed; nothing is left open
     */
    public static ChildProcess start(Netpoll netpoll, ProcessBuilder builder) throws IOException {
        return Access.get().runtime(netpoll).making(() -> started(netpoll, builder));
    }

    private static ChildProcess started(Netpoll netpoll, ProcessBuilder builder) throws IOException {
        Redirect in = builder.redirectInput();
        Redirect out = builder.redirectOutput();
        Redirect err = builder.redirectError();
        boolean errors = !builder.redirectErrorStream();
        try (Ends ends = new Ends(netpoll)) {
            Descriptor stdin = ends.pipe(in, false, Redirect::from, builder::redirectInput);
            Descriptor stdout = ends.pipe(out, true, Redirect::to, builder::redirectOutput);
            Descriptor stderr = errors ? ends.pipe(err, true, Redirect::to, builder::redirectError) : null;
            if (!errors) {
                builder.redirectError(Redirect.DISCARD); // The JDK would make a pipe all the same.
            }
            ChildProcess started = new ChildProcess(builder.start(), stdin, stdout, stderr);
            ends.handedOver();
            return started;
        } finally {
            builder.redirectInput(in).redirectOutput(out).redirectError(err);
        }
    }

    /** The pipes of a process that is being started. */
    private static final class Ends implements AutoCloseable {
        private final Netpoll netpoll;
        private final List<Descriptor> ours = new ArrayList<>();
        private final List<Adopted> childs = new ArrayList<>();

        Ends(Netpoll netpoll) {
            this.netpoll = netpoll;
        }

        /**
         * Makes a pipe, if the JDK would make one, and has the builder open the child's end by its name: so the child
         * gets an end that blocks, whatever is done with ours.
         *
         * @param reads true if we read
         * @return our end, or null
         */
        @Nullable
        Descriptor pipe(Redirect wanted, boolean reads, Function<File, Redirect> to, Consumer<Redirect> redirect)
                throws IOException {
            if (!wanted.equals(Redirect.PIPE)) {
                return null;
            }
            Adopted[] ends = Pipe.ends(netpoll);
            Adopted childs = ends[reads ? 1 : 0];
            Descriptor our = Pipe.taken(netpoll, ends[reads ? 0 : 1], childs);
            this.ours.add(our);
            this.childs.add(childs);
            redirect.accept(to.apply(new File("/dev/fd/" + childs.fd())));
            return our;
        }

        /** Ours are somebody else's to close now. */
        void handedOver() {
            ours.clear();
        }

        @Override
        public void close() throws IOException {
            List<AutoCloseable> all = new ArrayList<>(ours);
            all.addAll(childs);
            Opening.closeAll(all);
        }
    }

    /** The process, to wait for its end, look at its status, or end it. */
    public Process process() {
        return process;
    }

    /**
     * What the process reads; closing it is the end of its input.
     *
     * @throws IllegalStateException if the builder has redirected it
     */
    public Descriptor stdin() {
        return known(stdin, "stdin");
    }

    /**
     * What the process writes.
     *
     * @throws IllegalStateException if the builder has redirected it
     */
    public Descriptor stdout() {
        return known(stdout, "stdout");
    }

    /**
     * What the process says of errors.
     *
     * @throws IllegalStateException if the builder has redirected it
     */
    public Descriptor stderr() {
        return known(stderr, "stderr");
    }

    private static Descriptor known(@Nullable Descriptor stream, String name) {
        if (stream == null) {
            throw new IllegalStateException(name + " was redirected");
        }
        return stream;
    }

    /**
     * Closes this end of the standard streams; the process continues to run. A second close does nothing.
     *
     * @throws IOException if the operating system refuses; they are closed nevertheless
     */
    @Override
    public void close() throws IOException {
        Opening.closeAll(
                Stream.of(stdin, stdout, stderr).filter(Objects::nonNull).toList());
    }

    /** For example {@code ChildProcess[4711]}. */
    @Override
    public String toString() {
        return "ChildProcess[" + process.pid() + "]";
    }
}
