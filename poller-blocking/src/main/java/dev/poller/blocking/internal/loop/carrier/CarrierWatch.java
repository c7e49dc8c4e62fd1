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
 */
final class CarrierWatch {
    static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    /** Often, if there may be a free processor. */
    private static final long TICK_NANOS = PROCESSORS > 1 ? PollPolicy.SHORT_STALL_NANOS / 2 : PollPolicy.STALL_NANOS;

    private final Thread thread = OwnThreads.daemon(this::run, "poller-watch");
    private final Crew crew;
    private final List<Watched> loops = new ArrayList<>();
    private final LongAdder stalls = new LongAdder();

    /**
     * Written by the watch, which <em>then</em> looks once more; a carrier begins to run and <em>then</em> reads it.
     */
    private volatile boolean asleep;

    private volatile boolean ended;

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
            LockSupport.parkNanos(this, TICK_NANOS);
        }
    }

    private void watch() {
        if (!look()) {
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
            } else {
                crew.cameBack();
            }
        }

        /**
         * Seen at the same three times in a row, or for long. When the machine has stopped all threads for a while, this
         * one has seen nothing meanwhile.
         */
        private boolean isHeldUp() {
            return System.nanoTime() - since >= PollPolicy.STALL_NANOS
                    || (looks > 1 && crew.mayHaveFreeProcessor(driver));
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
