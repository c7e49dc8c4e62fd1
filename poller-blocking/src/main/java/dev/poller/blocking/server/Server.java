// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.server;

import dev.poller.blocking.AcceptLoop;
import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Listener;
import dev.poller.blocking.internal.runtime.Opening;
import dev.poller.blocking.watch.Event;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Accepts the connections of a listener and serves each on a thread of its own. It continues if a connection fails,
 * and waits between attempts when accepting fails ({@link AcceptLoop}). Any thread may call every method.
 *
 * {@snippet file="dev/poller/examples/EchoServer.java" region="server"}
 */
public final class Server implements AutoCloseable {
    private final Listener<?> listener;
    private final ServerOptions options;
    private final Loop loop;

    /** Wakes the accepting thread where it waits for room, or for the end of a pause. */
    private final Event goOn;

    private final Set<ByteStream> streams = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder failed = new LongAdder();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();

    /** A thread is in {@link #run}: one, so that the limit holds. Guarded by {@link #lock}. */
    private boolean accepting;

    /** Changed under {@link #lock}, together with the listener's deadline. */
    private volatile boolean paused;

    /** What is accepted from now on is closed at once. */
    private volatile boolean closed;

    /** Why the last failure of an accept could not be told. The accepting thread's. */
    private @Nullable Throwable untold;

    /** Accepts until the listener is closed; for one kind of stream. */
    @FunctionalInterface
    private interface Loop {
        void run() throws IOException;
    }

    private <S extends ByteStream> Server(Listener<S> listener, StreamHandler<? super S> handler, ServerOptions options)
            throws IOException {
        this.listener = listener;
        this.options = options;
        this.goOn = Event.open(listener.netpoll());
        this.loop = () -> AcceptLoop.run(listener, stream -> accepted(stream, handler), this::acceptFailed);
    }

    /** See {@link ServerOptions#open}. */
    static <S extends ByteStream> Server open(
            Listener<S> listener, StreamHandler<? super S> handler, ServerOptions options) throws IOException {
        return new Server(listener, handler, options);
    }

    /**
     * A server with the default options; it accepts nothing before {@link #start} or {@link #run}.
     *
     * @param listener the server's from now on
     * @param handler serves each connection
     * @param <S> the kind of stream
     * @throws IOException if the runtime is closed; the listener stays the caller's
     */
    public static <S extends ByteStream> Server open(Listener<S> listener, StreamHandler<? super S> handler)
            throws IOException {
        return options().open(listener, handler);
    }

    /** The defaults, to change and {@linkplain ServerOptions#open open}. */
    public static ServerOptions options() {
        return ServerOptions.DEFAULTS;
    }

    /**
     * Serves on a thread of its own, until stopped. If the poll itself fails, the consumer of
     * {@link ServerOptions#onAcceptFailure} gets the failure.
     *
     * @return this
     * @throws IllegalStateException if it is being served already
     */
    public Server start() {
        Thread thread = listener.netpoll().threadFactory("poller-accept-").newThread(this::runAndTell);
        enter();
        boolean started = false;
        try {
            thread.start();
            started = true;
        } finally {
            if (!started) {
                leave();
            }
        }
        return this;
    }

    private void runAndTell() {
        try {
            loop.run();
        } catch (IOException failure) {
            options.onAcceptFailure.accept(failure);
        } finally {
            leave();
        }
    }

    /**
     * Serves on the calling thread, until stopped or the thread is interrupted (its status stays set).
     *
     * @throws IllegalStateException if it is being served already
     * @throws IOException if the poll itself has failed
     */
    public void run() throws IOException {
        enter();
        try {
            loop.run();
        } finally {
            leave();
        }
    }

    private void enter() {
        lock.lock();
        try {
            if (accepting) {
                throw new IllegalStateException("it is being served already: " + this);
            }
            accepting = true;
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            accepting = false;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** On the accepting thread; returns when the next one may be accepted. */
    private <S extends ByteStream> void accepted(S stream, StreamHandler<? super S> handler) {
        accepted.increment();
        connections.incrementAndGet();
        streams.add(stream);
        try {
            launch(stream, () -> serve(stream, handler));
        } catch (RuntimeException | OutOfMemoryError noThread) { // rejected, or the system's limit of threads
            end(stream, noThread);
        }
        awaitTurn();
    }

    private void launch(ByteStream stream, Runnable task) {
        if (options.launcher != null) {
            options.launcher.accept(stream, task);
        } else {
            Thread thread = listener.netpoll().newThread(stream, task);
            thread.setName("poller-serve-" + accepted.sum());
            thread.start();
        }
    }

    private <S extends ByteStream> void serve(S stream, StreamHandler<? super S> handler) {
        Throwable thrown = null;
        try {
            if (!closed) { // Published in the set before: whoever closes has seen it there, or is seen here.
                handler.serve(stream);
            }
        } catch (Throwable failure) {
            thrown = failure;
        }
        end(stream, thrown);
    }

    private void end(ByteStream stream, @Nullable Throwable thrown) {
        try (stream) {
            if (thrown != null) {
                failed.increment();
                options.onFailure.accept(stream, thrown);
            }
        } catch (IOException refused) {
            options.onFailure.accept(stream, refused);
        } finally {
            streams.remove(stream);
            int left = connections.decrementAndGet();
            if (left == options.maxConnections - 1) {
                goOn.signal();
            }
            if (left == 0 && !listener.isOpen()) {
                signalEnded();
            }
        }
    }

    private void signalEnded() {
        lock.lock();
        try {
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A timeout is the end of an accept that waited when {@link #pause} was called. */
    private void acceptFailed(IOException failure) {
        if (!(failure instanceof SocketTimeoutException)) {
            tell(failure);
        }
        awaitTurn();
    }

    /**
     * Whoever is told may fail, with an Error even, as one who logs where no descriptor is left. That must not end the
     * server; the next failure has it with it.
     */
    private void tell(IOException failure) {
        Throwable before = untold;
        if (before != null) {
            failure.addSuppressed(before);
        }
        try {
            options.onAcceptFailure.accept(failure);
            untold = null;
        } catch (RuntimeException | Error failed) {
            untold = failed;
        }
    }

    private void awaitTurn() {
        try {
            while ((paused || connections.get() >= options.maxConnections) && listener.isOpen()) {
                goOn.await();
            }
        } catch (InterruptedIOException interrupted) {
            // The next accept notices: the status is set.
        } catch (IOException closedMeanwhile) {
            // The runtime has ended or its poll has failed: the next accept tells which.
        }
    }

    /** Stops accepting until {@link #resume}; connections continue, and new ones wait in the listener's queue. */
    public void pause() {
        lock.lock();
        try {
            paused = true;
            listener.setAcceptDeadline(Duration.ZERO);
        } finally {
            lock.unlock();
        }
    }

    /** Ends a pause. */
    public void resume() {
        lock.lock();
        try {
            paused = false;
            listener.clearAcceptDeadline();
        } finally {
            lock.unlock();
        }
        goOn.signal();
    }

    /** Where it listens. */
    public SocketAddress localAddress() {
        return listener.localAddress();
    }

    /** How many connections are served now. */
    public int connections() {
        return connections.get();
    }

    /** How many connections have been accepted. */
    public long accepted() {
        return accepted.sum();
    }

    /** How many connections were not served to their end: the handler threw, or there was no thread. */
    public long failed() {
        return failed.sum();
    }

    /** True until stopped; a handler that serves many requests may look between two. */
    public boolean isOpen() {
        return listener.isOpen();
    }

    /**
     * Stops accepting; existing connections continue.
     *
     * @throws IOException if the operating system refuses; the listener is closed all the same
     */
    public void stop() throws IOException {
        try {
            listener.close();
        } finally {
            goOn.signal();
            signalEnded();
        }
    }

    /**
     * Waits until this was stopped and the last connection has ended.
     *
     * @param atMost how long
     * @return false if the time was over before
     * @throws InterruptedException if interrupted
     */
    public boolean awaitEnd(Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (listener.isOpen() || accepting || connections.get() > 0) {
                if (left <= 0) {
                    return false;
                }
                left = ended.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Stops, lets the connections end by themselves for some time, then closes those that have not.
     *
     * @param drain how long to wait
     * @return true if none had to be closed
     * @throws IOException if the operating system refuses to close something; this is closed all the same
     * @throws InterruptedException if interrupted; then this is closed at once
     */
    public boolean shutdown(Duration drain) throws IOException, InterruptedException {
        try (this) {
            stop();
            return awaitEnd(drain);
        }
    }

    /**
     * Stops, and closes all connections: their handlers' waiting calls end. It does not wait for the handlers; {@link
     * #awaitEnd} does.
     *
     * @throws IOException if the operating system refuses to close something; the rest is closed all the same
     */
    @Override
    public void close() throws IOException {
        closed = true;
        List<AutoCloseable> all = new ArrayList<>();
        all.add(this::stop);
        all.addAll(streams);
        all.add(goOn);
        Opening.closeAll(all);
    }

    /** For example {@code Server[/127.0.0.1:8080, 3 connections]}. */
    @Override
    public String toString() {
        return "Server[" + listener.localAddress() + ", " + connections + " connections"
                + (isOpen() ? "]" : ", stopped]");
    }
}
