// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.process;

import dev.poller.blocking.Descriptor;
import dev.poller.blocking.Descriptor.Ownership;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.internal.end.Adopted;
import dev.poller.blocking.internal.runtime.Access;
import dev.poller.blocking.internal.runtime.Opening;
import java.io.IOException;

/**
 * A pipe of the operating system: what is written into the sink is read from the source. Neither end is inherited by
 * child processes. Any thread.
 */
public final class Pipe implements AutoCloseable {
    private final Descriptor source;
    private final Descriptor sink;

    private Pipe(Descriptor source, Descriptor sink) {
        this.source = source;
        this.sink = sink;
    }

    /**
     * Opens a pipe.
     *
     * @param netpoll the runtime to wait on
     * @throws UnsupportedOperationException if the provider watches no descriptors; the message says which do
     * @throws IOException if the runtime is closed, or the operating system refuses
     */
    public static Pipe open(Netpoll netpoll) throws IOException {
        return Access.get().runtime(netpoll).making(() -> {
            Adopted[] ends = ends(netpoll);
            Descriptor source = taken(netpoll, ends[0], ends[1]);
            return new Pipe(source, taken(netpoll, ends[1], source));
        });
    }

    /** The two ends, for whoever closes them: first the one that is read. */
    static Adopted[] ends(Netpoll netpoll) throws IOException {
        return Access.get().runtime(netpoll).transport().pipe();
    }

    /** An end as a stream; it and the other are closed if that fails. */
    static Descriptor taken(Netpoll netpoll, Adopted end, AutoCloseable other) throws IOException {
        try {
            return Descriptor.adopt(netpoll, end.fd(), Ownership.OWNED);
        } catch (Throwable failure) {
            Opening.closeAfter(failure, end);
            Opening.closeAfter(failure, other);
            throw failure;
        }
    }

    /** The end that is read. */
    public Descriptor source() {
        return source;
    }

    /** The end that is written; once it is closed, and what was written is read, the source is at its end. */
    public Descriptor sink() {
        return sink;
    }

    /**
     * Closes both ends. A second close does nothing.
     *
     * @throws IOException if the operating system refuses; both are closed all the same
     */
    @Override
    public void close() throws IOException {
        try (source) {
            sink.close();
        }
    }

    @Override
    public String toString() {
        return "Pipe[" + source + ", " + sink + "]";
    }
}
