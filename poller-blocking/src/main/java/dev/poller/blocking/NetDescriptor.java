// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.Registration;
import dev.poller.Trigger;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A socket with its registration: the blocking operations, from any thread. Go's netFD. Every operation is lock, then
 * repeat { prepare; system call; if it would block, await }.
 */
final class NetDescriptor {
    private final Netpoll netpoll;
    private final Endpoint endpoint;
    private final DescriptorLock lock = new DescriptorLock();
    private final PollDescriptor poll;

    /** The reset that the kernel reports once and this keeps (JDK: NioSocketImpl.connectionReset). */
    private volatile @Nullable SocketException reset;

    private volatile Runnable onClose = () -> {};
    private volatile boolean destroyed;
    private volatile @Nullable Thread closer;
    private volatile @Nullable IOException closeFailure;

    private NetDescriptor(Netpoll netpoll, Endpoint endpoint) {
        this.netpoll = netpoll;
        this.endpoint = endpoint;
        this.poll = new PollDescriptor(lock, netpoll.transport().trigger() == Trigger.ONESHOT);
    }

    /** Registers the endpoint; closes it if that fails. */
    static NetDescriptor open(Netpoll netpoll, Endpoint endpoint) throws IOException {
        NetDescriptor descriptor = new NetDescriptor(netpoll, endpoint);
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

    int read(byte[] target, int offset, int length) throws IOException {
        lock.lock(DescriptorLock.READ, poll.read);
        try {
            while (poll.read.prepare()) {
                int count = endpoint.read(target, offset, length);
                if (count != Endpoint.AGAIN) {
                    return unlessReset(count);
                }
                poll.read.await();
            }
            return Endpoint.END;
        } catch (SocketException failure) {
            throw remembered(failure);
        } finally {
            unlock(DescriptorLock.READ);
        }
    }

    int read(ByteBuffer direct) throws IOException {
        lock.lock(DescriptorLock.READ, poll.read);
        try {
            while (poll.read.prepare()) {
                int count = endpoint.read(direct);
                if (count != Endpoint.AGAIN) {
                    return unlessReset(count);
                }
                poll.read.await();
            }
            return Endpoint.END;
        } catch (SocketException failure) {
            throw remembered(failure);
        } finally {
            unlock(DescriptorLock.READ);
        }
    }

    void write(byte[] source, int offset, int length) throws IOException {
        int done = 0;
        lock.lock(DescriptorLock.WRITE, poll.write);
        try {
            while (done < length) {
                prepareWrite();
                int count = endpoint.write(source, offset + done, length - done);
                if (count == Endpoint.AGAIN) {
                    poll.write.await();
                } else {
                    done += count;
                }
            }
        } catch (InterruptedIOException ended) {
            ended.bytesTransferred = done;
            throw ended;
        } catch (SocketException failure) {
            throw remembered(failure); // The kernel tells it once; reads would see an end.
        } finally {
            unlock(DescriptorLock.WRITE);
        }
    }

    /** Moves the position past what was written, also when it throws. */
    void write(ByteBuffer source) throws IOException {
        int start = source.position();
        lock.lock(DescriptorLock.WRITE, poll.write);
        try {
            while (source.hasRemaining()) {
                prepareWrite();
                int count = endpoint.write(source);
                if (count == Endpoint.AGAIN) {
                    poll.write.await();
                } else {
                    source.position(source.position() + count);
                }
            }
        } catch (InterruptedIOException ended) {
            ended.bytesTransferred = source.position() - start;
            throw ended;
        } catch (SocketException failure) {
            throw remembered(failure);
        } finally {
            unlock(DescriptorLock.WRITE);
        }
    }

    Endpoint accept() throws IOException {
        lock.lock(DescriptorLock.READ, poll.read);
        try {
            for (; ; ) {
                poll.read.prepare();
                Endpoint accepted = endpoint.accept();
                if (accepted != null) {
                    return accepted;
                }
                poll.read.await();
            }
        } finally {
            unlock(DescriptorLock.READ);
        }
    }

    /** Connects until a point in time or {@link Deadline#NONE}, which is the write side's deadline meanwhile. */
    void connect(InetSocketAddress remote, long deadline) throws IOException {
        lock.lock(DescriptorLock.WRITE, poll.write);
        try {
            poll.write.operation("Connect");
            netpoll.timers().set(poll.write, deadline);
            poll.write.prepare();
            boolean connected = endpoint.connect(remote);
            while (!connected) {
                poll.write.await();
                poll.write.prepare();
                connected = endpoint.finishConnect(remote);
            }
            if (endpoint.localAddress().equals(endpoint.remoteAddress())) {
                throw new ConnectException("the socket connected to itself: " + remote);
            }
        } finally {
            netpoll.timers().set(poll.write, Deadline.NONE);
            poll.write.operation("Write");
            unlock(DescriptorLock.WRITE);
        }
    }

    void shutdownInput() throws IOException {
        enter();
        try {
            poll.read.shut();
            endpoint.shutdownInput();
        } finally {
            leave();
        }
    }

    void shutdownOutput() throws IOException {
        enter();
        try {
            poll.write.shut();
            endpoint.shutdownOutput();
        } finally {
            leave();
        }
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
            netpoll.timers().set(side, deadline);
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
            IOException failure = closeFailure;
            if (failure != null) {
                throw failure;
            }
        }
    }

    /** The half of {@link #close} that does not wait; true for the first to call it. */
    boolean beginClose() {
        if (!lock.close()) {
            return false;
        }
        closer = Thread.currentThread();
        onClose.run();
        poll.close();
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

    /** After a reset there are bytes received before it, and then not the end that the kernel shows, but the reset. */
    private int unlessReset(int count) throws SocketException {
        SocketException sticky = reset;
        if (count == Endpoint.END && sticky != null) {
            throw (SocketException) new SocketException("Connection reset").initCause(sticky);
        }
        return count;
    }

    private SocketException remembered(SocketException failure) {
        if (reset == null && "Connection reset".equals(failure.getMessage())) {
            reset = failure;
        }
        return failure;
    }

    private void prepareWrite() throws IOException {
        if (!poll.write.prepare()) {
            throw new SocketException("Socket output is shut down");
        }
    }

    private void unlock(int side) {
        if (lock.unlock(side)) {
            destroy();
        }
    }

    /** By the last user. A close that may wait for unsent data must not hold a carrier. */
    private void destroy() {
        boolean mayWait;
        try {
            mayWait = ThreadKind.currentIsVirtual() && endpoint.lingers();
        } catch (IOException unknown) {
            mayWait = false; // Nothing is known to linger on a socket that does not answer.
        }
        if (mayWait) {
            ThreadKind.PLATFORM
                    .factory("poller-linger-")
                    .newThread(this::release)
                    .start();
        } else {
            release();
        }
    }

    /** Registration before socket: a duplicate of the descriptor would keep the kernel's entry alive. */
    private void release() {
        netpoll.timers().remove(poll.read);
        netpoll.timers().remove(poll.write);
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
