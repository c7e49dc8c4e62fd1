// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.io;

import dev.poller.blocking.internal.loop.LoopDriver;
import dev.poller.blocking.internal.thread.OwnThreads;
import java.io.Closeable;
import java.io.IOException;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Closes what its owner has abandoned: became unreachable without closing it. {@link LeakReport} tells of it. Any
 * thread; one daemon thread closes, for as long as there is a runtime.
 *
 * <p>Each reference is held by what it closes and not in a list, so that opening and closing take no lock, as they
 * would with a {@link java.lang.ref.Cleaner}.
 */
public final class Abandoned {
    private static final ReferenceQueue<Object> QUEUE = new ReferenceQueue<>();
    private static final ReentrantLock LOCK = new ReentrantLock();

    /** The open runtimes: nothing else need hold one that was abandoned. Guarded by {@link #LOCK}, as the next one. */
    private static final Set<Object> RUNTIMES = new HashSet<>();

    private static volatile @Nullable Thread thread;

    private Abandoned() {}

    /** What is closed when its owner is gone. */
    public interface Closer extends Closeable {
        /** As a report names it. */
        String describe();
    }

    /** Tells that an owner is gone. Held by what it closes; of no effect once cleared. */
    public static final class Tie extends PhantomReference<Object> {
        private final Closer closer;
        private final @Nullable Throwable site;

        /**
         * Between the two.
         *
         * @param owner whose end is to be the closer's too
         * @param closer does not reach the owner
         */
        public Tie(Object owner, Closer closer) {
            super(owner, QUEUE);
            this.closer = closer;
            this.site = LeakReport.LOGGED.site();
        }

        /** Where it was opened, if that is remembered. */
        Optional<StackTraceElement> opened() {
            return Optional.ofNullable(site).map(LeakReport::caller);
        }
    }

    /** The runtimes that are open now. */
    public static List<Object> runtimes() {
        LOCK.lock();
        try {
            return List.copyOf(RUNTIMES);
        } finally {
            LOCK.unlock();
        }
    }

    /** From now on what this runtime opens is watched, and the runtime is held. */
    public static void opened(Object runtime) {
        LOCK.lock();
        try {
            RUNTIMES.add(runtime);
            if (thread == null) {
                Thread started = OwnThreads.daemon(Abandoned::run, "poller-abandoned");
                thread = started;
                started.start();
            }
        } finally {
            LOCK.unlock();
        }
    }

    /** There is one runtime less. After the last one the thread has ended when this returns. */
    public static void closed(Object runtime) {
        Thread ended = null;
        LOCK.lock();
        try {
            if (RUNTIMES.remove(runtime) && RUNTIMES.isEmpty()) {
                ended = thread;
                thread = null;
            }
        } finally {
            LOCK.unlock();
        }
        if (ended != null && ended != Thread.currentThread()) {
            ended.interrupt();
            LoopDriver.join(ended);
        }
    }

    private static void run() {
        while (thread == Thread.currentThread()) {
            try {
                close((Tie) QUEUE.remove());
            } catch (InterruptedException look) {
                // The last runtime is closed. If one was opened since, another thread goes on.
            }
        }
    }

    private static void close(Tie tie) {
        LeakReport.LOGGED.report(tie.closer.describe(), tie.site);
        try {
            tie.closer.close();
        } catch (IOException | RuntimeException failure) {
            LeakReport.LOGGED.failed(tie.closer.describe(), failure);
        }
    }
}
