// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.server;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Listener;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How a {@link Server} serves. Immutable: each method returns a changed copy. */
public final class ServerOptions {
    private static final System.Logger LOG = System.getLogger(Server.class.getName());

    static final ServerOptions DEFAULTS =
            new ServerOptions(Integer.MAX_VALUE, null, ServerOptions::logFailure, ServerOptions::logAccept);

    final int maxConnections;
    final @Nullable BiConsumer<? super ByteStream, Runnable> launcher;
    final BiConsumer<? super ByteStream, ? super Throwable> onFailure;
    final Consumer<? super IOException> onAcceptFailure;

    private ServerOptions(
            int maxConnections,
            @Nullable BiConsumer<? super ByteStream, Runnable> launcher,
            BiConsumer<? super ByteStream, ? super Throwable> onFailure,
            Consumer<? super IOException> onAcceptFailure) {
        this.maxConnections = maxConnections;
        this.launcher = launcher;
        this.onFailure = onFailure;
        this.onAcceptFailure = onAcceptFailure;
    }

    /**
     * How many connections are served at once. While there are so many, further ones wait in the listener's queue.
     *
     * @param most 1 or more; no limit by default
     */
    public ServerOptions maxConnections(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("maxConnections must be 1 or more: " + most);
        }
        return new ServerOptions(most, launcher, onFailure, onAcceptFailure);
    }

    /**
     * Serves connections on the threads of an executor; by default each has a thread of {@link
     * dev.poller.blocking.Netpoll#newThread}. A connection that the executor rejects is closed and counted.
     *
     * @param executor runs a task for each connection; is not shut down
     */
    public ServerOptions executor(Executor executor) {
        return launcher((stream, task) -> executor.execute(task));
    }

    /**
     * Serves connections wherever this runs them; as {@link #executor} for who wants to know the stream.
     *
     * @param launches is given a stream and the task that serves it
     */
    public ServerOptions launcher(BiConsumer<? super ByteStream, Runnable> launches) {
        return new ServerOptions(maxConnections, launches, onFailure, onAcceptFailure);
    }

    /**
     * Is called for a connection that was not served to its end, before it is closed: on the connection's thread with
     * what the handler threw, or on the accepting thread with the reason why no thread could be started. By default it
     * is logged, an {@link IOException} as DEBUG, everything else as WARNING.
     *
     * @param told gets the stream and what was thrown
     */
    public ServerOptions onFailure(BiConsumer<? super ByteStream, ? super Throwable> told) {
        return new ServerOptions(maxConnections, launcher, told, onAcceptFailure);
    }

    /**
     * Is called on the accepting thread when accepting failed. At the limit of descriptors each attempt fails, with
     * growing waits between them. By default it is logged as WARNING.
     *
     * @param told gets the failure
     */
    public ServerOptions onAcceptFailure(Consumer<? super IOException> told) {
        return new ServerOptions(maxConnections, launcher, onFailure, told);
    }

    /**
     * A server with these options; it accepts nothing before {@link Server#start} or {@link Server#run}.
     *
     * @param listener the server's from now on
     * @param handler serves each connection
     * @param <S> the kind of stream
     * @throws IOException if the runtime is closed
     */
    public <S extends ByteStream> Server open(Listener<S> listener, StreamHandler<? super S> handler)
            throws IOException {
        return Server.open(listener, handler, this);
    }

    private static void logFailure(ByteStream stream, Throwable failure) {
        LOG.log(
                failure instanceof IOException ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
                "serving " + stream,
                failure);
    }

    private static void logAccept(IOException failure) {
        LOG.log(System.Logger.Level.WARNING, "cannot accept; trying again", failure);
    }
}
