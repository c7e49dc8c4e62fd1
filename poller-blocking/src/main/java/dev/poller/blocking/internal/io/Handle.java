// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.io;

import dev.poller.Registration;
import dev.poller.Trigger;
import dev.poller.blocking.inspect.DescriptorState;
import dev.poller.blocking.internal.end.Addressed;
import dev.poller.blocking.internal.end.ByteEndpoint;
import dev.poller.blocking.internal.end.Endpoint;
import dev.poller.blocking.internal.end.Kind;
import dev.poller.blocking.internal.loop.LoopDriver;
import dev.poller.blocking.internal.thread.VirtualThreads;
import dev.poller.blocking.internal.wait.Alarm;
import dev.poller.blocking.internal.wait.Deadline;
import dev.poller.blocking.internal.wait.PollDescriptor;
import dev.poller.blocking.internal.wait.Recording;
import dev.poller.blocking.internal.wait.Timer;
import dev.poller.blocking.internal.wait.TimerQueue;
import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A registered descriptor from open to destroyed: closed by any thread, given back by its last user. Go's netFD. What
 * can be done with it says the role of its endpoint; {@link ByteCalls}, {@link AcceptCalls} and {@link ConnectCalls} do
 * it.
 *
 * @param <E> the role
 */
public final class Handle<E extends Endpoint> extends PollDescriptor implements Abandoned.Closer {
    private final Handles handles;
    private final LoopDriver driver;
    private final E endpoint;

    private volatile @Nullable Registration registration;
    private volatile Runnable onClose = () -> {};

    /** The reset that the kernel reports once and this keeps (JDK: NioSocketImpl.connectionReset). */
    private volatile @Nullable SocketException reset;

    /** Tells when the owner is gone; null if there is none. */
    private volatile Abandoned.@Nullable Tie tie;

    private volatile boolean destroyed;
    private volatile @Nullable Thread closer;
    private volatile @Nullable IOException closeFailure;

    private Handle(Handles handles, LoopDriver driver, E endpoint) {
        super(
                handles.sockets.trigger() == Trigger.ONESHOT,
                handles.sockets.tellsShortReads() && endpoint.shortReadDrains());
        this.handles = handles;
        this.driver = driver;
        this.endpoint = endpoint;
    }

    /**
     * Registers an endpoint with a loop; closes it if that fails.
     *
     * @throws ClosedChannelException if the runtime is closed
     * @throws IOException if the poll has failed, or the operating system refuses
     */
    public static <E extends Endpoint> Handle<E> open(Handles handles, LoopDriver driver, E endpoint)
            throws IOException {
        Handle<E> handle = new Handle<>(handles, driver, endpoint);
        handle.enter(); // A close of the runtime must not give the socket back while it is being registered.
        try {
            handles.register(handle);
            return handle;
        } catch (Throwable failure) {
            handle.beginClose();
            throw failure;
        } finally {
            handle.leave();
        }
    }

    /**
     * Whoever closes this. When the owner becomes unreachable this closes itself; before anybody else uses the handle.
     */
    public void ownedBy(Object owner) {
        tie = new Abandoned.Tie(owner, this);
    }

    @Override
    public String describe() {
        return endpoint.kind().word();
    }

    @Override
    protected int number() {
        return endpoint.fd();
    }

    /** What this looks like now; null if it is closed. Any thread. */
    @Nullable
    DescriptorState state() {
        if (!tryEnter()) {
            return null;
        }
        try {
            Addressed addressed = endpoint instanceof Addressed with ? with : null;
            Abandoned.Tie tied = tie;
            return new DescriptorState(
                    endpoint.fd() < 0 ? Optional.empty() : Optional.of(endpoint.fd()),
                    endpoint.kind().word(),
                    addressed == null ? Optional.empty() : local(addressed),
                    addressed == null
                            ? Optional.empty()
                            : Optional.ofNullable(addressed.remoteAddress()).map(String::valueOf),
                    read.state(),
                    write.state(),
                    tied == null ? Optional.empty() : tied.opened());
        } finally {
            leave();
        }
    }

    private static Optional<String> local(Addressed addressed) {
        try {
            return Optional.of(String.valueOf(addressed.localAddress()));
        } catch (IOException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    /** By {@link Handles}, within {@link #open}. */
    void register() throws IOException {
        OpenEvent event = Recording.isPossible() ? new OpenEvent(describe(), number()) : null;
        Registration made = endpoint.register(driver.loop().poller(), handles.sockets.trigger(), this);
        registration = made;
        armBy(made);
        if (event != null) {
            event.commit();
        }
    }

    /** What this is the handle of; to be called between {@link #enter} and {@link #leave}, or within an operation. */
    public E endpoint() {
        return endpoint;
    }

    /** Whose loop polls this. */
    public LoopDriver driver() {
        return driver;
    }

    /** Of that loop. */
    public TimerQueue timers() {
        return driver.loop().timers();
    }

    @Override
    protected String operation(int side) {
        return endpoint.kind() == Kind.LISTENER ? "Accept" : super.operation(side);
    }

    @Override
    protected void moved(int bytes) {
        super.moved(bytes);
        driver.moved(bytes);
    }

    /** A call was woken and has to wait again. On its thread. */
    void wokenInVain() {
        handles.wokenInVain();
    }

    /**
     * What an operation returns, or throws, that did not move anything. After a reset there are bytes received before
     * it, and then not the end that the kernel shows, but the reset. On the operation's thread.
     *
     * @throws AsynchronousCloseException as {@link #checkOpenAfter}
     */
    int ended(int outcome, boolean written) throws IOException {
        checkOpenAfter(null);
        SocketException before = reset;
        if (outcome == Endpoint.RESET) {
            SocketException failure = ((ByteEndpoint) endpoint).reset(written);
            if (before == null) {
                reset = failure;
            }
            throw failure;
        }
        if (before != null) {
            throw (SocketException) new SocketException("Connection reset").initCause(before);
        }
        return outcome;
    }

    /**
     * After a system call that moved nothing: if this was closed while it was made, then that counts. The peer may have
     * been closed by the same call, and what it shows is only the consequence.
     *
     * @throws AsynchronousCloseException if it is closed; its cause is what the system call said
     */
    void checkOpenAfter(@Nullable IOException failure) throws AsynchronousCloseException {
        if (!isOpen()) {
            throw (AsynchronousCloseException) new AsynchronousCloseException().initCause(failure);
        }
    }

    /** Keeps the descriptor open until {@link #leave}. */
    public void enter() throws IOException {
        lock.enter();
    }

    /**
     * What is made, or done, with something open.
     *
     * @param <O> what is open
     * @param <T> what is made of it
     */
    @FunctionalInterface
    public interface Use<O, T> {
        /** On the calling thread. */
        T make(O opened) throws IOException;
    }

    /** Keeps the descriptor open while something is done that does not wait. */
    public <T> T use(Use<? super E, T> use) throws IOException {
        enter();
        try {
            return use.make(endpoint);
        } finally {
            leave();
        }
    }

    /** As {@link #enter}; false if closed. */
    boolean tryEnter() {
        try {
            lock.enter();
            return true;
        } catch (ClosedChannelException closed) {
            return false;
        }
    }

    /** Ends what {@link #enter} began. */
    public void leave() {
        if (lock.leave()) {
            destroy();
        }
    }

    /**
     * Moves a deadline of this, or an alarm of its reader; at once also for calls that wait. On a closed descriptor it
     * does nothing.
     *
     * @param at a point in time, or {@link Deadline#NONE}
     */
    public void set(Timer timer, long at) {
        if (!tryEnter()) {
            return; // No timer may enter the queue after destroy took it out.
        }
        try {
            timers().set(timer, at);
        } finally {
            leave();
        }
    }

    /** Takes an alarm out, once no user can set it any more. */
    public void noAlarm(Alarm alarm) {
        timers().remove(alarm);
    }

    /** Runs this when closing begins, or now if it has begun: once or twice. */
    public void onClose(Runnable action) {
        onClose = action;
        if (!isOpen()) {
            action.run();
        }
    }

    /** False from the beginning of a close on. */
    public boolean isOpen() {
        return !lock.isClosed();
    }

    /**
     * Wakes everybody, waits until they have left, and closes the descriptor. A second close does nothing.
     *
     * @throws IOException if the operating system refuses; it is closed all the same
     */
    @Override
    public void close() throws IOException {
        IOException failure = beginClose() ? awaitDestroyed() : null;
        if (failure != null) {
            throw failure;
        }
    }

    /** The half of {@link #close} that does not wait; true for the first to call it. */
    boolean beginClose() {
        if (!lock.close()) {
            return false;
        }
        closer = Thread.currentThread();
        Abandoned.Tie tied = tie;
        if (tied != null) {
            tied.clear();
        }
        onClose.run();
        wake();
        leave();
        return true;
    }

    /** The other half, for the thread that began; what the operating system refused, or null. */
    @Nullable
    IOException awaitDestroyed() {
        Handles.parkUntil(this, () -> destroyed);
        return closeFailure;
    }

    @Override
    protected void destroy() {
        if (!VirtualThreads.currentIsVirtual() || !endpoint.lingers() || !startRelease()) {
            release();
        }
    }

    /**
     * A close that may wait for unsent data must not hold a carrier.
     *
     * @return false if the system gives no thread for it: better a carrier held than a socket never closed
     */
    private boolean startRelease() {
        try {
            Thread thread = VirtualThreads.platform(this::release);
            thread.setName("poller-linger-" + thread.getName());
            thread.start();
            return true;
        } catch (OutOfMemoryError noThread) {
            return false;
        }
    }

    /** Registration before descriptor: a duplicate of the descriptor would keep the kernel's entry alive. */
    private void release() {
        CloseEvent event =
                Recording.isPossible() ? new CloseEvent(describe(), number(), read.bytes(), write.bytes()) : null;
        Registration made = registration;
        try (endpoint;
                made) {
            timers().remove(read);
            timers().remove(write);
        } catch (IOException failure) {
            closeFailure = failure;
        } finally {
            if (event != null) {
                event.commit();
            }
            handles.forget(this, read.bytes(), write.bytes());
            driver.loop().forget(this);
            destroyed = true;
            LockSupport.unpark(closer);
        }
    }
}
