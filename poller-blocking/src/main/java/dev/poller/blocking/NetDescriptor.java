// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.Registration;
import dev.poller.Trigger;
import java.io.IOException;
import java.net.SocketOption;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A socket with its registration, from open to destroyed: closed by any thread, given back by its last user. Go's netFD;
 * the operations on it are {@link BlockingCalls}.
 */
final class NetDescriptor {
    private final Netpoll netpoll;
    private final LoopDriver driver;
    private final Endpoint endpoint;
    private final DescriptorLock lock = new DescriptorLock();
    private final PollDescriptor poll;

    private volatile Runnable onClose = () -> {};
    private volatile boolean destroyed;
    private volatile @Nullable Thread closer;
    private volatile @Nullable IOException closeFailure;

    private NetDescriptor(Netpoll netpoll, LoopDriver driver, Endpoint endpoint) {
        this.netpoll = netpoll;
        this.driver = driver;
        this.endpoint = endpoint;
        this.poll = new PollDescriptor(
                lock,
                netpoll.transport().trigger() == Trigger.ONESHOT,
                netpoll.transport().shortReadsDrain());
    }

    /** Registers the endpoint with a loop; closes it if that fails. */
    static NetDescriptor open(Netpoll netpoll, LoopDriver driver, Endpoint endpoint) throws IOException {
        NetDescriptor descriptor = new NetDescriptor(netpoll, driver, endpoint);
        descriptor.enter(); // A close of the runtime must not give the socket back while it is being registered.
        try {
            netpoll.register(descriptor);
            return descriptor;
        } catch (Throwable failure) {
            descriptor.beginClose();
            throw failure;
        } finally {
            descriptor.leave();
        }
    }

    Endpoint endpoint() {
        return endpoint;
    }

    PollDescriptor poll() {
        return poll;
    }

    /** Whose loop polls this. */
    LoopDriver driver() {
        return driver;
    }

    TimerQueue timers() {
        return driver.loop().timers();
    }

    <T> void setOption(SocketOption<T> option, T value) throws IOException {
        enter();
        try {
            endpoint.setOption(option, value);
        } finally {
            leave();
        }
    }

    <T> T getOption(SocketOption<T> option) throws IOException {
        enter();
        try {
            return endpoint.getOption(option);
        } finally {
            leave();
        }
    }

    /** Keeps the socket open until {@link #leave}. */
    void enter() throws IOException {
        lock.enter();
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

    void leave() {
        if (lock.leave()) {
            destroy();
        }
    }

    /** Leaves a side of the lock. */
    void unlock(int side) {
        if (lock.unlock(side)) {
            destroy();
        }
    }

    /** Moves a deadline; at once also for calls that wait. On a closed descriptor it does nothing. */
    void deadline(PollSide side, Duration fromNow) {
        setDeadline(side, Deadline.after(fromNow));
    }

    void noDeadline(PollSide side) {
        setDeadline(side, Deadline.NONE);
    }

    private void setDeadline(PollSide side, long deadline) {
        if (!tryEnter()) {
            return; // No timer may enter the queue after destroy took it out.
        }
        try {
            timers().set(side, deadline);
        } finally {
            leave();
        }
    }

    /** Runs this when closing begins, or now if it has begun: once or twice. */
    void onClose(Runnable action) {
        onClose = action;
        if (!isOpen()) {
            action.run();
        }
    }

    boolean isOpen() {
        return !lock.isClosed();
    }

    /** Wakes everybody, waits until they have left, and closes the socket. */
    void close() throws IOException {
        if (beginClose()) {
            awaitDestroyed();
            IOException failure = closeFailure();
            if (failure != null) {
                throw failure;
            }
        }
    }

    /** What the operating system refused while this was destroyed; null if nothing. */
    @Nullable
    IOException closeFailure() {
        return closeFailure;
    }

    /** The half of {@link #close} that does not wait; true for the first to call it. */
    boolean beginClose() {
        if (!lock.close()) {
            return false;
        }
        closer = Thread.currentThread();
        onClose.run();
        poll.wake();
        leave();
        return true;
    }

    /** The other half, for the thread that began. */
    void awaitDestroyed() {
        boolean interrupted = false;
        while (!destroyed) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted(); // Kept for later: a close that stops half-way leaks.
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** By the last user. */
    private void destroy() {
        if (!ThreadKind.currentIsVirtual() || !endpoint.lingers() || !startRelease()) {
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
            ThreadKind.PLATFORM
                    .factory("poller-linger-")
                    .newThread(this::release)
                    .start();
            return true;
        } catch (OutOfMemoryError noThread) {
            return false;
        }
    }

    /** Registration before socket: a duplicate of the descriptor would keep the kernel's entry alive. */
    private void release() {
        timers().remove(poll.read);
        timers().remove(poll.write);
        Registration registration = poll.registration();
        try {
            try {
                if (registration != null) {
                    registration.close();
                }
            } finally {
                endpoint.close();
            }
        } catch (IOException failure) {
            closeFailure = failure;
        } finally {
            netpoll.forget(this);
            destroyed = true;
            LockSupport.unpark(closer);
        }
    }
}
