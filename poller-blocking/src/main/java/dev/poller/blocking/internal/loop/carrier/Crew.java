// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop.carrier;

import dev.poller.blocking.internal.loop.PollLoop;
import dev.poller.blocking.internal.loop.PollPolicy;
import dev.poller.blocking.internal.thread.OwnThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The carrier loops of a runtime. A loop that finds nothing to do takes ready threads from one that has been busy for
 * longer than {@link PollPolicy#STEAL_NANOS}; each runs one stretch there and is ready on its own loop again next time.
 * Any thread may call.
 *
 * <p>No loop sleeps while another has too much ({@link Surplus}). Nothing but speed depends on it: what no other takes
 * its own loop runs, which never sleeps on it.
 */
public final class Crew {
    /**
     * How many threads may be held up at once, beside one for each loop; as many as the JDK's scheduler has at most.
     */
    private static final int MOST_HELD_UP = 256;

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private final List<CarrierDriver> drivers = new ArrayList<>();
    private final CarrierWatch watch = new CarrierWatch(this);
    private final LongAdder steals = new LongAdder();

    private final Surplus surplus;
    private final AtomicInteger heldUp = new AtomicInteger();

    /** By the watch. */
    private volatile int mostHeldUp;

    /** Threads that take over loops; one that has nothing to take over ends after a second. */
    private final ThreadPoolExecutor relief = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            1,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> OwnThreads.daemon(task, "poller-carrier"));

    private Crew(int loops) {
        surplus = new Surplus(loops);
    }

    /** A carrier for each loop, none of them started. */
    public static Crew of(List<PollLoop> loops) {
        Crew crew = new Crew(loops.size());
        for (PollLoop loop : loops) {
            crew.drivers.add(new CarrierDriver(loop, crew, crew.drivers.size()));
        }
        return crew;
    }

    /** Begins to watch the carriers, all of them started: the watch takes one that is not for one that is missing. */
    public void watch() {
        watch.start(drivers);
    }

    /** One for each loop. */
    public List<CarrierDriver> drivers() {
        return drivers;
    }

    /** How often a carrier was held up. */
    public long stalls() {
        return watch.stalls();
    }

    /** How often a thread has run on another loop than its own. */
    public long steals() {
        return steals.sum();
    }

    /** How many threads were held up at once, at most. */
    public int mostHeldUp() {
        return mostHeldUp;
    }

    /** How many threads are held up now. */
    int heldUp() {
        return heldUp.get();
    }

    /** Ends what watches; carriers end by themselves. */
    public void end() {
        watch.end();
        relief.shutdown();
    }

    /** Some carrier runs something. */
    void busy() {
        watch.rouse();
    }

    /** A stretch has taken so long that others would have been glad of another carrier. By the carrier that ran it. */
    void ranLong(long now) {
        watch.lookOften(now);
    }

    /** This loop has more than it can run, and has had for a while. By its carrier. */
    void tooMuch(CarrierDriver driver) {
        if (drivers.size() == 1) {
            return;
        }
        surplus.mark(driver.index());
        CarrierDriver idle = other(driver, true);
        if (idle != null) {
            idle.loop().wake();
        }
    }

    /** This loop has no more than it can run. By its carrier, or by one that found nothing to take. */
    void enough(CarrierDriver driver) {
        surplus.unmark(driver.index());
    }

    /** False if some loop has too much. */
    boolean isEven() {
        return surplus.isEven();
    }

    /** A loop that has too much; null if none has. By the carrier of an idle one. */
    @Nullable
    CarrierDriver victim(CarrierDriver thief) {
        return isEven() ? null : other(thief, false);
    }

    /** One of its threads runs on another loop now. */
    void stolen() {
        steals.increment();
    }

    /** True if a processor seems to be free while this loop's carrier is held up: another carrier waits. */
    boolean hasFreeProcessor(CarrierDriver driver) {
        return PROCESSORS > 1 && other(driver, true) != null;
    }

    /** True if {@link #hasFreeProcessor} may be true of some loop at some time. */
    boolean mayHaveFreeProcessor() {
        return PROCESSORS > 1 && drivers.size() > 1;
    }

    /** Another loop that waits, or that is marked; null if there is none. Each begins with its neighbour. */
    private @Nullable CarrierDriver other(CarrierDriver than, boolean waits) {
        int size = drivers.size();
        for (int i = 1; i < size; i++) {
            CarrierDriver other = drivers.get((than.index() + i) % size);
            if (waits ? other.loop().isWaiting() : surplus.isMarked(other.index())) {
                return other;
            }
        }
        return null;
    }

    /** May one more carrier be left with what holds it up? If so {@link #cameBack} follows. By the watch. */
    boolean mayLeave() {
        int now = heldUp.incrementAndGet();
        if (now <= MOST_HELD_UP) {
            mostHeldUp = Math.max(mostHeldUp, now);
            return true;
        }
        heldUp.decrementAndGet();
        return false;
    }

    /** One that was held up has come back. */
    void cameBack() {
        heldUp.decrementAndGet();
    }

    /** Runs a carrier on a thread that is there already, if one is. By the watch. */
    void relieveBy(Carrier fresh) {
        relief.execute(fresh);
    }
}
