// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop.carrier;

import dev.poller.blocking.internal.loop.PollPolicy;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What the thread of a {@link CarrierDriver} does, for as long as nothing holds it up. Others call {@link #relieve} and
 * look.
 */
final class Carrier implements Runnable {
    private final CarrierDriver driver;
    private final Crew crew;
    private final Duty duty = new Duty();

    /** How many stretches of virtual threads were begun; only whether it changes matters. */
    private final AtomicInteger stretches = new AtomicInteger();

    private volatile @Nullable CarrierStall stall;

    /** Whose stretch runs. Confined to the thread of this. */
    private CarrierDriver from;

    Carrier(CarrierDriver driver, Crew crew) {
        this.driver = driver;
        this.from = driver;
        this.crew = crew;
    }

    int stretches() {
        return stretches.get();
    }

    boolean isRunning() {
        return duty.isRunning();
    }

    /** Takes the loop from this thread; false if it is not running anything. */
    boolean relieve() {
        stall = CarrierStall.begun(driver.toString());
        return duty.relieve();
    }

    @Override
    public void run() {
        Thread.currentThread().setName(driver.toString());
        boolean going = true;
        while (going) {
            going = runBatch() && driver.poll();
        }
    }

    /** Runs what is ready, until a poll is due; false if relieved meanwhile. */
    private boolean runBatch() {
        Runnable stretch = next();
        if (stretch == null) {
            return true;
        }
        duty.run();
        crew.busy();
        long first = System.nanoTime();
        long begun = first;
        long most = PollPolicy.RUN_NANOS;
        while (stretch != null) {
            stretches.setRelease(stretches.getPlain() + 1); // one writer
            long movedBefore = from.moved();
            run(stretch);
            long now = System.nanoTime();
            long nanos = now - begun;
            from.ran(stretch, nanos, from.moved() - movedBefore);
            if (nanos >= PollPolicy.MOMENT_NANOS) {
                most = PollPolicy.LONG_RUN_NANOS;
                if (nanos >= PollPolicy.SHORT_STALL_NANOS) {
                    crew.ranLong(now);
                }
            }
            if (!duty.isRunning()) {
                return relieved();
            }
            begun = now;
            stretch = now - first < most ? next() : null;
        }
        driver.ranUntil(first, begun);
        return duty.endRun() || relieved();
    }

    /** What is next on this loop, or else on one that has too much; null if there is nothing. */
    private @Nullable Runnable next() {
        from = driver;
        Runnable own = driver.next();
        if (own != null) {
            return own;
        }
        CarrierDriver other = crew.victim(driver);
        if (other == null) {
            return null;
        }
        from = other;
        return other.giveUp();
    }

    /** The JDK lets nothing escape from a virtual thread; what does all the same must not end the loop. */
    private static void run(Runnable stretch) {
        try {
            stretch.run();
        } catch (Throwable escaped) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, escaped);
        }
    }

    /** The loop is another's. */
    private boolean relieved() {
        crew.cameBack();
        CarrierStall seen = stall;
        if (seen != null) {
            seen.commit();
        }
        return false;
    }
}
