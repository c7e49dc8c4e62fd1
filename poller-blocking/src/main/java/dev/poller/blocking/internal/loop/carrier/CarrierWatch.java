// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop.carrier;

import dev.poller.blocking.internal.loop.LoopDriver;
import dev.poller.blocking.internal.loop.PollPolicy;
import dev.poller.blocking.internal.thread.OwnThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks again and again whether some carrier is held up, and relieves it; Go's sysmon (runtime/proc.go). Sleeps while
 * all loops do. Any thread may {@link #rouse}; one thread of its own watches.
 *
 * <p>It looks often only if a stretch has been long in the last seconds: in a program whose threads never hold a loop
 * up it would cost more than all the rest does when there is little to do.
 */
final class CarrierWatch {
    /** So often while there may be a free processor for a loop that is held up, and such loops are to be expected. */
    private static final long OFTEN_NANOS = PollPolicy.SHORT_STALL_NANOS / 2;

    private static final long EXPECTED_NANOS = 3_000_000_000L;

    /** How often it finds nothing before it sleeps, while it looks often: to be roused costs as much as some looks. */
    private static final int LOOKS_IN_VAIN = 16;

    private final Thread thread = OwnThreads.daemon(this::run, "poller-watch");
    private final Crew crew;
    private final List<Watched> loops = new ArrayList<>();
    private final LongAdder stalls = new LongAdder();

    /**
     * Written by the watch, which <em>then</em> looks once more; a carrier begins to run and <em>then</em> reads it.
     */
    private volatile boolean asleep;

    private volatile boolean ended;

    /** When a stretch was long last. */
    private volatile long longAt = System.nanoTime() - EXPECTED_NANOS;

    /** Of the watch, as the next one. */
    private int looksInVain;

    private boolean saidTooMany;

    CarrierWatch(Crew crew) {
        this.crew = crew;
    }

    /** Begins to watch these loops. */
    void start(List<CarrierDriver> drivers) {
        drivers.forEach(driver -> loops.add(new Watched(driver)));
        thread.start();
    }

    /** How often a carrier was held up. */
    long stalls() {
        return stalls.sum();
    }

    /** Some carrier runs something. */
    void rouse() {
        if (asleep) {
            asleep = false;
            LockSupport.unpark(thread);
        }
    }

    /** Loops have been held up, and may be again. Any thread. */
    void lookOften(long now) {
        longAt = now;
    }

    /** Ends the watch and returns when it has ended. */
    void end() {
        ended = true;
        LockSupport.unpark(thread);
        LoopDriver.join(thread);
    }

    private void run() {
        while (!ended) {
            try {
                watch();
            } catch (OutOfMemoryError noThread) {
                System.getLogger("dev.poller.blocking.Netpoll")
                        .log(
                                System.Logger.Level.WARNING,
                                "a carrier loop is held up, and the system gives no thread",
                                noThread);
            }
            LockSupport.parkNanos(this, looksOften() ? OFTEN_NANOS : PollPolicy.STALL_NANOS);
        }
    }

    private boolean looksOften() {
        return crew.mayHaveFreeProcessor() && System.nanoTime() - longAt < EXPECTED_NANOS;
    }

    private void watch() {
        if (look()) {
            looksInVain = 0;
        } else if (!looksOften() || ++looksInVain >= LOOKS_IN_VAIN) {
            looksInVain = 0;
            asleep = true;
            if (!look()) {
                LockSupport.park(this);
            }
            asleep = false;
        }
    }

    /** True if any loop is at something. */
    private boolean look() {
        boolean busy = false;
        for (Watched loop : loops) {
            busy |= loop.look();
        }
        return busy;
    }

    /** A loop and what was seen of it last. Confined to the watch. */
    private final class Watched {
        private final CarrierDriver driver;
        private @Nullable Carrier seen;
        private int stretches;
        private int looks;
        private long since;

        Watched(CarrierDriver driver) {
            this.driver = driver;
        }

        boolean look() {
            Carrier now = driver.carrier();
            if (now == null) {
                return driver.replaceMissingCarrier();
            }
            int begun = now.stretches();
            if (now != seen || begun != stretches) {
                seen = now;
                stretches = begun;
                since = System.nanoTime();
                looks = 0;
                return true;
            }
            if (!now.isRunning()) {
                return false;
            }
            looks++;
            if (isHeldUp()) {
                relieve(now);
            }
            return true;
        }

        private void relieve(Carrier heldUp) {
            if (!crew.mayLeave()) {
                sayTooMany();
            } else if (driver.relieve(heldUp)) {
                stalls.increment();
                lookOften(System.nanoTime());
            } else {
                crew.cameBack();
            }
        }

        /**
         * Seen at the same three times in a row, or for long. When the machine has stopped all threads for a while,
         * this one has seen nothing meanwhile.
         */
        private boolean isHeldUp() {
            return System.nanoTime() - since >= PollPolicy.STALL_NANOS || (looks > 1 && crew.hasFreeProcessor(driver));
        }
    }

    /** Once. */
    private void sayTooMany() {
        if (!saidTooMany) {
            saidTooMany = true;
            System.getLogger("dev.poller.blocking.Netpoll")
                    .log(
                            System.Logger.Level.WARNING,
                            "a carrier loop is held up and gets no other thread, for {0} threads are held up already",
                            crew.heldUp());
        }
    }
}
