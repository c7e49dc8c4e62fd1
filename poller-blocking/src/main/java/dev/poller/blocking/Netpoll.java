// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.blocking.inspect.Counters;
import dev.poller.blocking.inspect.NetpollState;
import dev.poller.blocking.internal.io.Dialer;
import dev.poller.blocking.internal.io.Handle;
import dev.poller.blocking.internal.runtime.Access;
import dev.poller.blocking.internal.runtime.PollRuntime;
import dev.poller.blocking.internal.runtime.Shared;
import dev.poller.blocking.internal.thread.VirtualThreads;
import dev.poller.blocking.internal.wait.Limit;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * The runtime of the blocking layer: its poll loops, and the streams and listeners opened on them. Any thread may use
 * it. Most programs take {@link #shared()}; one of their own is closed when it is not needed any more:
 *
 * {@snippet file="dev/poller/examples/OwnRuntime.java" region="own"}
 */
public final class Netpoll implements AutoCloseable {
    /** That of all who have this class. */
    private static final Shared<Netpoll> SHARED = new Shared<>(Netpoll::open, Netpoll::isOpen, Netpoll::close);

    static {
        Access.by(new Inside());
    }

    private final PollRuntime runtime;
    private final Scheduler scheduler;
    private final @Nullable String schedulerReason;

    /**
     * Over an open runtime.
     *
     * @param reason why that scheduler was chosen; null if it was asked for
     */
    Netpoll(PollRuntime runtime, Scheduler scheduler, @Nullable String reason) {
        this.runtime = runtime;
        this.scheduler = scheduler;
        this.schedulerReason = reason;
        runtime.ownedBy(this);
    }

    /**
     * The runtime that all share who have these classes from the same class loader: opened at the first call, and again
     * at the first one after it was closed, or after its poll has failed.
     *
     * <p>A program need not close it. An application that is taken out of a running JVM does: where a server undeploys
     * it it calls {@code Netpoll.shared().close()}, and nothing of Poller is left that would keep the application's
     * class loader. Where Poller belongs to the server, the shared runtime belongs to all its applications, and each
     * closes what it has opened on it.
     *
     * @throws dev.poller.PollerUnavailableException if no provider works, or the forced one does not
     * @throws IOException if the operating system refuses; the next call tries again
     */
    public static Netpoll shared() throws IOException {
        return SHARED.get();
    }

    /**
     * Opens a separate runtime over the selected provider.
     *
     * @throws dev.poller.PollerUnavailableException if no provider works, or the forced one does not
     * @throws IOException if the operating system refuses
     */
    public static Netpoll open() throws IOException {
        return options().open();
    }

    /**
     * The defaults, to change and {@linkplain NetpollOptions#open open}.
     *
     * @throws IllegalArgumentException if a system property of {@link NetpollOptions} cannot be understood
     */
    public static NetpollOptions options() {
        return NetpollOptions.defaults();
    }

    /**
     * Connects to a name over TCP: its addresses in turn, IPv6 and IPv4 alternating, until one answers. Resolving the
     * name is Java's and may hold the calling thread.
     *
     * @param host a name or an address
     * @param port 1 to 65535
     * @param timeout how long to wait at most, for all addresses together
     * @throws java.net.UnknownHostException if the name has no address
     * @throws java.net.SocketTimeoutException if the time is over; the message names every address that was tried, and
     *     its failure
     * @throws java.net.ConnectException if no address can be connected to; the message as above
     * @throws IOException if it fails for another reason
     */
    public TcpStream connect(String host, int port, Duration timeout) throws IOException {
        return connect(host, port, Until.in(timeout));
    }

    /**
     * As {@link #connect(String, int, Duration)}.
     *
     * @param host a name or an address
     * @param port 1 to 65535
     * @param until what ends the attempts, all of them together
     * @throws IOException as {@link #connect(String, int, Duration)} and {@link Until}
     */
    public TcpStream connect(String host, int port, Until until) throws IOException {
        return Dialer.connect(
                host,
                port,
                until.deadline(),
                (remote, deadline) -> TcpStream.connect(this, remote, until.orAt(deadline)));
    }

    /** The name of the provider, for example {@code epoll}. */
    public String provider() {
        return runtime.provider();
    }

    /** How the operating system is called: {@code jna}, {@code ffm}, or {@code none} for pure Java. */
    public String binding() {
        return runtime.transport().traits().binding();
    }

    /** Who runs the virtual threads that use this: {@link Scheduler#JDK} or {@link Scheduler#CARRIER_LOOP}. */
    public Scheduler scheduler() {
        return scheduler;
    }

    /** Why {@link Scheduler#AUTO} chose {@link #scheduler}, in a few words; empty if it was not asked to. */
    public Optional<String> schedulerReason() {
        return Optional.ofNullable(schedulerReason);
    }

    /**
     * Makes threads for code that uses this runtime, numbered from 0: on its loops, each in turn, if it has {@linkplain
     * Scheduler#CARRIER_LOOP carrier loops}, and what such a thread opens is polled by its own loop; otherwise virtual
     * threads where Java has them. Any kind of thread may use the runtime; these do it best.
     *
     * @param prefix the beginning of their names, before the number
     */
    public ThreadFactory threadFactory(String prefix) {
        return VirtualThreads.numbered(
                prefix, task -> runtime().loops().inTurn().newThread(task)); // It keeps this reachable, and so open.
    }

    /**
     * A thread for the code that serves a stream, not started: on the loop that polls the stream, if this has
     * {@linkplain Scheduler#CARRIER_LOOP carrier loops}, otherwise as {@link #threadFactory}.
     *
     * @param stream one of this runtime's; for another the thread is as {@link #threadFactory} makes it
     * @param task what it is to do
     */
    public Thread newThread(ByteStream stream, Runnable task) {
        return stream instanceof HandleStream<?> ours
                ? ours.newThread(task)
                : runtime.loops().inTurn().newThread(task);
    }

    /**
     * How often a carrier loop was held up for more than 10 ms by a thread that computed, or made a call that blocks,
     * and was given another carrier. JFR has each one as {@code dev.poller.CarrierStall}.
     */
    public long stalls() {
        return runtime.loops().stalls();
    }

    /** How many descriptors, or channels, are registered with the provider. */
    public int registrations() {
        return runtime.loops().registrations();
    }

    /** The counters so far. Reads memory only. */
    public Counters counters() {
        return runtime.counters();
    }

    /**
     * The state of this runtime: what is open, which thread waits for it, in which direction and until when, and the
     * counters so far. It takes time in proportion to what is open, and blocks no other thread. Its text has a line for
     * each descriptor.
     */
    public NetpollState inspect() {
        return runtime.inspect();
    }

    /** False once closed, or once the poll itself has failed: then every call on its streams fails with the reason. */
    public boolean isOpen() {
        return runtime.isOpen();
    }

    /**
     * Closes every stream and listener, which ends their waiting calls, and returns the poller's threads and
     * descriptors before it returns. A second close does nothing. The {@linkplain #shared() shared} one ends for all
     * who use it.
     */
    @Override
    public void close() {
        SHARED.forget(this);
        runtime.close();
    }

    PollRuntime runtime() {
        return runtime;
    }

    private static final class Inside extends Access {
        @Override
        public PollRuntime runtime(Object netpoll) {
            return ((Netpoll) netpoll).runtime;
        }

        @Override
        public @Nullable Limit limit(Object until, Handle<?> handle, String operation) {
            return ((Until) until).limit(handle, operation);
        }
    }

    @Override
    public String toString() {
        return "Netpoll[" + provider() + ", " + registrations() + " registrations]";
    }
}
