// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.io;

import dev.poller.ClosedPollerException;
import dev.poller.blocking.inspect.DescriptorState;
import dev.poller.blocking.internal.end.Transport.Traits;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The open handles of a runtime, to be told when it is closed or fails. Any thread. */
public final class Handles {
    private final Set<Handle<?>> open = ConcurrentHashMap.newKeySet();
    final Traits sockets;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** By those that are closed. */
    private final LongAdder spurious = new LongAdder();

    private final LongAdder bytesRead = new LongAdder();

    private final LongAdder bytesWritten = new LongAdder();

    /** Who waits in {@link #close} until none is open. */
    private volatile @Nullable Thread closer;

    /** Why nobody polls any more; null while all is well. */
    private volatile @Nullable Throwable failure;

    /**
     * None yet.
     *
     * @param sockets what those are like that will be registered
     */
    public Handles(Traits sockets) {
        this.sockets = sockets;
    }

    /** False once closed, or once the poll itself has failed. */
    public boolean isOpen() {
        return !closed.get() && failure == null;
    }

    /** True once the poll itself has failed. */
    public boolean hasFailed() {
        return failure != null;
    }

    /**
     * Registers with the poller. Publishes, then looks: a close or a failure sees it, or is seen. The caller closes the
     * handle if this fails.
     */
    void register(Handle<?> handle) throws IOException {
        open.add(handle);
        checkOpen();
        try {
            handle.register();
        } catch (ClosedPollerException closedMeanwhile) {
            throw (IOException) new ClosedChannelException().initCause(closedMeanwhile);
        }
        checkOpen();
    }

    /** It is closed, and has moved so many bytes. */
    void forget(Handle<?> handle, long read, long written) {
        bytesRead.add(read);
        bytesWritten.add(written);
        open.remove(handle);
        LockSupport.unpark(closer);
    }

    /** A call of the calling thread was woken and had to wait again. */
    void wokenInVain() {
        spurious.increment();
    }

    /** How often that was so. */
    public long spurious() {
        return spurious.sum();
    }

    /** What is open, by number. */
    public List<DescriptorState> states() {
        return open.stream()
                .map(Handle::state)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingInt(state -> state.number().orElse(Integer.MAX_VALUE)))
                .toList();
    }

    /** How many bytes have been read, also by those closed since. */
    public long bytesRead() {
        return bytesRead.sum()
                + open.stream().mapToLong(handle -> handle.read.bytes()).sum();
    }

    /** How many bytes have been written, as above. */
    public long bytesWritten() {
        return bytesWritten.sum()
                + open.stream().mapToLong(handle -> handle.write.bytes()).sum();
    }

    /**
     * Returns if it is open.
     *
     * @throws IOException as every call on a handle from now on
     */
    public void checkOpen() throws IOException {
        Throwable cause = failure;
        if (cause != null) {
            throw new IOException("the poller failed: " + cause.getMessage(), cause);
        }
        if (closed.get()) {
            throw new ClosedChannelException();
        }
    }

    /** Nobody will be woken by the events of some loop any more, so everybody is woken by this. */
    public void fail(Throwable cause) {
        failure = cause;
        open.forEach(handle -> handle.fail(cause));
    }

    /**
     * Closes them all, once. Everybody is told before the first descriptor goes: its peer may wait here too, and is to
     * see the close, not a reset. When it returns those that others are closing are closed too: what they call may go
     * now.
     *
     * @param unreported gets what the operating system refused
     * @return false if closed before
     */
    public boolean close(Consumer<IOException> unreported) {
        if (!closed.compareAndSet(false, true)) {
            return false;
        }
        List<Handle<?>> held = open.stream().filter(Handle::tryEnter).toList();
        List<Handle<?>> begun = open.stream().filter(Handle::beginClose).toList();
        held.forEach(Handle::leave);
        for (Handle<?> handle : begun) {
            IOException refused = handle.awaitDestroyed();
            if (refused != null) {
                unreported.accept(refused);
            }
        }
        closer = Thread.currentThread(); // Then it looks: whoever forgets the last one sees this, or is seen.
        parkUntil(this, open::isEmpty);
        closer = null;
        return true;
    }

    /** Parks until that is so. An interrupt is kept for later: a close that stops half-way leaks. */
    static void parkUntil(Object blocker, BooleanSupplier over) {
        boolean interrupted = false;
        while (!over.getAsBoolean()) {
            LockSupport.park(blocker);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
