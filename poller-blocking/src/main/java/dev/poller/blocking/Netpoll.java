// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.ClosedPollerException;
import dev.poller.Poller;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The runtime of the blocking layer: its poll loops, and the streams and listeners opened on them. Any thread may use
 * it. Most programs take {@link #shared()}; one of their own can be closed:
 *
 * {@snippet file="dev/poller/examples/OwnRuntime.java" region="own"}
 */
public final class Netpoll implements AutoCloseable {
    private final Transport transport;
    private final Scheduler scheduler;
    private final LoopGroup loops;
    private final Set<NetDescriptor> descriptors = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Why nobody polls any more; null while all is well. */
    private volatile @Nullable Throwable failure;

    private Netpoll(Transport transport, List<Poller> pollers, NetpollOptions options) {
        this.transport = transport;
        this.scheduler = options.scheduler();
        this.loops = LoopGroup.start(pollers, options, this::fail);
    }

    /**
     * The runtime of this JVM, opened at the first call. It lives as long as the JVM: closing it is refused.
     *
     * @throws dev.poller.PollerUnavailableException if no provider works, or the forced one does not
     * @throws IOException if the operating system refuses; the next call tries again
     */
    public static Netpoll shared() throws IOException {
        return SharedNetpoll.get();
    }

    /**
     * Opens a runtime of one's own over the selected provider.
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
     * Starts the loops.
     *
     * @param pollers one for each loop, at least one; the runtime closes them
     */
    static Netpoll start(Transport transport, List<Poller> pollers, NetpollOptions options) {
        return new Netpoll(transport, pollers, options);
    }

    /** The name of the provider, for example {@code epoll}. */
    public String provider() {
        return loops.provider();
    }

    /** How the operating system is called: {@code jna}, {@code ffm}, or {@code none} for pure Java. */
    public String binding() {
        return transport.binding();
    }

    /** Who runs the virtual threads that use this. */
    public Scheduler scheduler() {
        return scheduler;
    }

    /**
     * Makes threads for code that uses this runtime, numbered from 0: on its loops, each in turn, if it has {@linkplain
     * Scheduler#CARRIER_LOOP carrier loops}, and what such a thread opens is polled by its own loop; otherwise virtual
     * threads where Java has them. Any kind of thread may use the runtime; these do it best.
     *
     * @param prefix the beginning of their names, before the number
     */
    public ThreadFactory threadFactory(String prefix) {
        AtomicLong next = new AtomicLong();
        return task -> {
            Thread thread = loops.inTurn().newThread(task);
            thread.setName(prefix + next.getAndIncrement());
            return thread;
        };
    }

    /**
     * A thread for the code that serves a stream, not started: on the loop that polls the stream, if this has {@linkplain
     * Scheduler#CARRIER_LOOP carrier loops}, otherwise as {@link #threadFactory}.
     *
     * @param stream one of this runtime's; for another the thread is as {@link #threadFactory} makes it
     * @param task what it is to do
     */
    public Thread newThread(ByteStream stream, Runnable task) {
        return stream instanceof TcpStream ours
                ? ours.newThread(task)
                : loops.inTurn().newThread(task);
    }

    /**
     * How often a carrier loop was held up for more than 10 ms by a thread that computed, or made a call that blocks,
     * and was given another carrier. JFR has each one as {@code dev.poller.CarrierStall}.
     */
    public long stalls() {
        return loops.stalls();
    }

    /** How many streams and listeners are registered. */
    public int registrations() {
        return loops.registrations();
    }

    /** False once closed, or once the poll itself has failed: then every call on its streams fails with the reason. */
    public boolean isOpen() {
        return !closed.get() && failure == null;
    }

    /**
     * Closes every stream and listener, which ends their waiting calls, and returns the poller's thread and descriptors
     * before it returns. A second close does nothing.
     *
     * @throws UnsupportedOperationException if this is the {@linkplain #shared() shared} one
     */
    @Override
    public void close() {
        if (SharedNetpoll.is(this)) {
            throw new UnsupportedOperationException(
                    "the shared Netpoll lives as long as the JVM; open one of your own");
        }
        if (closed.compareAndSet(false, true)) {
            closeDescriptors();
            loops.close(Netpoll::unreported);
        }
    }

    LoopGroup loops() {
        return loops;
    }

    Transport transport() {
        return transport;
    }

    /**
     * Registers with the poller. Publishes, then looks: a close or a failure sees it, or is seen. The caller closes the
     * descriptor if this fails.
     */
    void register(NetDescriptor descriptor) throws IOException {
        descriptors.add(descriptor);
        checkOpen();
        try {
            PollDescriptor poll = descriptor.poll();
            poll.registered(
                    descriptor.endpoint().register(descriptor.driver().loop().poller(), transport.trigger(), poll));
        } catch (ClosedPollerException closedMeanwhile) {
            throw (IOException) new ClosedChannelException().initCause(closedMeanwhile);
        }
        checkOpen();
    }

    void forget(NetDescriptor descriptor) {
        descriptors.remove(descriptor);
    }

    private void checkOpen() throws IOException {
        Throwable cause = failure;
        if (cause != null) {
            throw new IOException("the poller failed: " + cause.getMessage(), cause);
        }
        if (closed.get()) {
            throw new ClosedChannelException();
        }
    }

    /** Nobody will be woken by the events of some loop any more, so everybody is woken by this. */
    private void fail(Throwable cause) {
        failure = cause;
        descriptors.forEach(descriptor -> descriptor.poll().fail(cause));
    }

    /** Everybody is told before the first socket goes: its peer may wait here too, and is to see the close, not a reset. */
    private void closeDescriptors() {
        List<NetDescriptor> held = new ArrayList<>();
        List<NetDescriptor> begun = new ArrayList<>();
        for (NetDescriptor descriptor : descriptors) {
            if (descriptor.tryEnter()) {
                held.add(descriptor);
            }
        }
        for (NetDescriptor descriptor : descriptors) {
            if (descriptor.beginClose()) {
                begun.add(descriptor);
            }
        }
        held.forEach(NetDescriptor::leave);
        for (NetDescriptor descriptor : begun) {
            descriptor.awaitDestroyed();
            unreported("closing a socket", descriptor.closeFailure());
        }
    }

    /** A socket or poller that is closed all the same: there is nothing the caller could do, but it is not hidden. */
    private static void unreported(String what, @Nullable IOException failure) {
        if (failure != null) {
            System.getLogger(Netpoll.class.getName()).log(System.Logger.Level.WARNING, what, failure);
        }
    }

    @Override
    public String toString() {
        return "Netpoll[" + provider() + ", " + registrations() + " registrations]";
    }
}
