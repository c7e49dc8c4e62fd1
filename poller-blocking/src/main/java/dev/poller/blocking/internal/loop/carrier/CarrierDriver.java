// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop.carrier;

import dev.poller.blocking.internal.loop.LoopDriver;
import dev.poller.blocking.internal.loop.PollLoop;
import dev.poller.blocking.internal.loop.PollPolicy;
import dev.poller.blocking.internal.thread.OwnThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A loop whose thread runs virtual threads and polls when it finds none to run. Any thread may call.
 *
 * <p>The thread, a {@link Carrier}, may be held up by what it runs: code that computes, a call that blocks. Then
 * another takes over the whole loop ({@link #relieve}), and the first one leaves when it comes back. So the loop goes
 * on, with two threads for a while. When the runtime is closed the carrier ends, and is made again whenever a thread
 * that belongs here still wants to run.
 */
public final class CarrierDriver extends LoopDriver implements Executor {
    private static final long IDLE = Long.MIN_VALUE;

    private static final AtomicInteger NAMES = new AtomicInteger();

    private static final AtomicReferenceFieldUpdater<CarrierDriver, @Nullable Carrier> CARRIER =
            AtomicReferenceFieldUpdater.newUpdater(CarrierDriver.class, Carrier.class, "carrier");

    private final Crew crew;
    private final int index;
    private final FairQueue queue = new FairQueue();
    private final BooleanSupplier idle = this::isIdle;
    private final String name = "poller-carrier-" + NAMES.getAndIncrement();

    /** Who runs this loop; null before the start, and after the end while there is nothing to run. */
    private volatile @Nullable Carrier carrier;

    /** Since when there has always been something to run; {@link #IDLE} if not. Of the carrier. */
    private long busySince = IDLE;

    /** On the descriptors of this loop: by one thread at a time, but for stolen ones, which may lose each other's. */
    private long moved;

    CarrierDriver(PollLoop loop, Crew crew, int index) {
        super(loop);
        this.crew = crew;
        this.index = index;
    }

    /** Which of its crew this is. */
    int index() {
        return index;
    }

    /** The loop that runs the calling thread; null if none does. */
    public static @Nullable CarrierDriver ofCurrentThread() {
        return CarrierThreads.schedulerOfCurrent() instanceof CarrierDriver home ? home : null;
    }

    /** True if the calling thread is virtual and runs on no loop, but on the JDK's scheduler or another. */
    public static boolean isElsewhere() {
        Object scheduler = CarrierThreads.schedulerOfCurrent();
        return scheduler != null && !(scheduler instanceof CarrierDriver);
    }

    @Override
    public void start() {
        ensureCarrier();
    }

    /** The carrier ends by itself. A virtual thread of this loop sees nobody poll: it runs instead. */
    @Override
    @SuppressWarnings("ThreadPriorityCheck") // for as long as a wait needs to see that its poller is closed
    public void awaitEnd() {
        while (loop.isInUse()) {
            Thread.yield();
        }
    }

    @Override
    public Thread newThread(Runnable task) {
        return CarrierThreads.unstarted(this, task);
    }

    /** Makes a virtual thread run its next stretch. Called by the JDK, on any thread, and must not block. */
    @Override
    public void execute(Runnable stretch) {
        queue.add(stretch);
        loop.wake();
        ensureCarrier();
    }

    /** Once more, where the system gave no thread for one; false if none is needed. By the watch. */
    boolean replaceMissingCarrier() {
        boolean needed = loop.isRunning() || !queue.isEmpty();
        if (needed) {
            ensureCarrier();
        }
        return needed;
    }

    /**
     * Makes a carrier if there is none. After the queue was changed: the one that ends says so and then looks at it.
     */
    private void ensureCarrier() {
        if (carrier == null) {
            Carrier fresh = new Carrier(this, crew);
            if (CARRIER.compareAndSet(this, null, fresh)) {
                start(() -> OwnThreads.daemon(fresh, name).start());
            }
        }
    }

    private void start(Runnable starting) {
        boolean started = false;
        try {
            starting.run();
            started = true;
        } finally {
            if (!started) {
                carrier = null; // The system gives no thread: the JDK, or the watch, tries again.
            }
        }
    }

    /** The current carrier; null if there is none. */
    @Nullable
    Carrier carrier() {
        return carrier;
    }

    /** Puts another carrier in the place of one that is held up; false if it is not any more. By the watch. */
    boolean relieve(Carrier heldUp) {
        Carrier fresh = new Carrier(this, crew);
        if (!heldUp.relieve()) {
            return false;
        }
        carrier = fresh;
        start(() -> crew.relieveBy(fresh));
        return true;
    }

    /** What is to run next; null if there is nothing. By the carrier. */
    @Nullable
    Runnable next() {
        return queue.poll();
    }

    /** One of too many, for another loop to run; null if there are no more. By that loop's carrier. */
    @Nullable
    Runnable giveUp() {
        Runnable stretch = queue.poll();
        if (stretch == null) {
            crew.enough(this);
        } else {
            crew.stolen();
        }
        return stretch;
    }

    /** Something has run here from one time to another; is there too much of it? By the carrier. */
    void ranUntil(long begun, long now) {
        if (queue.isEmpty()) {
            busySince = IDLE;
            crew.enough(this);
        } else if (busySince == IDLE) {
            busySince = begun;
        } else if (now - busySince >= PollPolicy.STEAL_NANOS) {
            crew.tooMuch(this);
        }
    }

    /** Nothing to run here, nor elsewhere. */
    private boolean isIdle() {
        return queue.isEmpty() && crew.isEven();
    }

    @Override
    public void moved(int bytes) {
        moved += bytes;
    }

    /** How many bytes were moved on the descriptors of this loop. */
    long moved() {
        return moved;
    }

    /**
     * What {@link #next} gave has run for so long, and its calls have moved so many bytes. On the carrier that ran it.
     */
    void ran(Runnable stretch, long nanos, long bytes) {
        queue.ran(stretch, nanos, bytes);
    }

    /**
     * Polls, waiting if there is nothing to run; false when there is nothing to poll for any more, and nothing to run.
     */
    boolean poll() {
        if (loop.isRunning()) {
            try {
                if (!loop.pollOn(idle)) {
                    loop.await(idle);
                }
                loop.fireTimers();
            } catch (Throwable failure) {
                loop.failed(failure);
            }
            return true;
        }
        if (!queue.isEmpty()) {
            return true;
        }
        carrier = null;
        if (!queue.isEmpty()) {
            ensureCarrier();
        }
        return false;
    }

    @Override
    public String toString() {
        return name;
    }
}
