// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.ClosedPollerException;
import dev.poller.Poller;
import dev.poller.Readiness;
import dev.poller.Registration;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The runtime of the blocking layer: one poller, the daemon thread that polls it, and the streams and listeners opened
 * on it. Any thread may use it. Most programs take {@link #shared()}; one of their own can be closed.
 */
public final class Netpoll implements AutoCloseable {
    private static final AtomicInteger LOOPS = new AtomicInteger();

    private final Poller poller;
    private final Transport transport;
    private final TimerQueue timers;
    private final Set<NetDescriptor> descriptors = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread loop;

    /** Why nobody polls any more; null while all is well. */
    private volatile @Nullable Throwable failure;

    Netpoll(Poller poller, Transport transport) {
        this.poller = poller;
        this.transport = transport;
        this.timers = new TimerQueue(poller::breakPoll);
        this.loop = new Thread(this::run, "poller-loop-" + LOOPS.getAndIncrement());
        loop.setDaemon(true);
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

    /** The defaults, to change and {@linkplain NetpollOptions#open open}. */
    public static NetpollOptions options() {
        return NetpollOptions.DEFAULTS;
    }

    /** Starts the loop; closes the poller if that fails. */
    static Netpoll start(Poller poller) throws IOException {
        try {
            return start(new Netpoll(poller, Transports.of(poller)));
        } catch (Throwable failure) {
            try {
                poller.close();
            } catch (IOException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
    }

    static Netpoll start(Netpoll netpoll) {
        netpoll.loop.start();
        return netpoll;
    }

    /** The name of the provider, for example {@code epoll}. */
    public String provider() {
        return poller.provider();
    }

    /** How the operating system is called: {@code jna}, {@code ffm}, or {@code none} for pure Java. */
    public String binding() {
        return transport.binding();
    }

    /** How many streams and listeners are registered. */
    public int registrations() {
        return poller.registrations();
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
            closePoller();
        }
    }

    Transport transport() {
        return transport;
    }

    TimerQueue timers() {
        return timers;
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
            poll.registered(descriptor.endpoint().register(poller, transport.trigger(), poll));
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

    /** The loop. It runs no user code and ends only with the poller. */
    private void run() {
        try {
            while (!closed.get()) {
                poller.poll(timers.timeout(), Netpoll::ready);
                timers.fire();
            }
        } catch (ClosedPollerException end) {
            if (!closed.get()) {
                fail(end);
            }
        } catch (Throwable broken) {
            fail(broken);
        }
    }

    private static void ready(Registration registration, Readiness readiness) {
        if (registration.attachment() instanceof PollDescriptor descriptor) {
            descriptor.ready(readiness);
        }
    }

    /** Nobody will be woken by events any more, so everybody is woken by this. */
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

    private void closePoller() {
        try {
            poller.close();
        } catch (IOException refused) {
            unreported("closing the poller", refused);
        }
        boolean interrupted = false;
        while (loop.isAlive() && Thread.currentThread() != loop) {
            try {
                loop.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "Netpoll[" + provider() + ", " + registrations() + " registrations]";
    }
}
