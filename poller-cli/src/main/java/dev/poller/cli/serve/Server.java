// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.serve;

import dev.poller.blocking.AcceptLoop;
import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Listener;
import dev.poller.cli.Log;
import dev.poller.cli.RunTimeFailure;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.atomic.LongAdder;

/** Accepts, and gives each connection a thread. One thread runs it; any thread may close it. */
public final class Server implements AutoCloseable {
    private final Listener<?> listener;
    private final StreamHandler handler;
    private final Workers workers;
    private final Log log;
    private final AcceptFailures acceptFailures;
    private final LongAdder failures = new LongAdder();

    /**
     * Takes over the listener.
     *
     * @param workers where the connections' threads come from
     */
    public Server(Listener<?> listener, StreamHandler handler, Workers workers, Log log) {
        this.listener = listener;
        this.handler = handler;
        this.workers = workers;
        this.log = log;
        this.acceptFailures = new AcceptFailures(log, System::nanoTime);
    }

    /**
     * Serves on the calling thread until closed.
     *
     * @throws IOException if the poll itself has failed
     */
    public void run() throws IOException {
        AcceptLoop.run(listener, this::accepted, failure -> acceptFailures.failed(RunTimeFailure.reason(failure)));
    }

    /** Where it listens. */
    public SocketAddress address() {
        return listener.localAddress();
    }

    /** How many connections have ended with an error. */
    public long failures() {
        return failures.sum();
    }

    /** Accepts no more; connections go on. */
    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accepted(ByteStream stream) {
        acceptFailures.accepted();
        try {
            workers.start(stream, () -> serve(stream));
        } catch (OutOfMemoryError noThread) {
            // The system's limit of threads, not of memory: this connection is lost, the server is not.
            log.line("cannot serve " + Sockets.peer(stream) + ": " + noThread.getMessage());
            failures.increment();
            closeQuietly(stream);
        }
    }

    private void serve(ByteStream stream) {
        try (stream) {
            handler.serve(stream);
        } catch (IOException | OutOfMemoryError failure) { // a handler may be refused a thread, as accepted() is
            failures.increment();
            log.detail("connection of " + Sockets.peer(stream) + " ended: " + RunTimeFailure.reason(failure));
        }
    }

    private void closeQuietly(ByteStream stream) {
        try {
            stream.close();
        } catch (IOException failure) {
            log.detail("closing failed: " + RunTimeFailure.reason(failure));
        }
    }
}
