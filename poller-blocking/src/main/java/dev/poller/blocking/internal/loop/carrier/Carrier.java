// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop.carrier;

import dev.poller.blocking.internal.loop.PollPolicy;
import dev.poller.blocking.internal.thread.OwnThreads;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** The thread of a {@link CarrierDriver}, for as long as nothing holds it up. Others call {@link #relieve} and look. */
final class Carrier implements Runnable {
    private static final VarHandle STRETCHES;

    static {
        try {
            STRETCHES = MethodHandles.lookup().findVarHandle(Carrier.class, "stretches", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final CarrierDriver driver;
    private final Thread thread;
    private final Duty duty = new Duty();

    /** How many stretches of virtual threads were begun; only whether it changes matters. */
    private volatile int stretches;

    private volatile @Nullable CarrierStall stall;

    Carrier(CarrierDriver driver, String name) {
        this.driver = driver;
        this.thread = OwnThreads.daemon(this, name);
    }

    void start() {
        thread.start();
    }

    int stretches() {
        return stretches;
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
        boolean going = true;
        while (going) {
            going = runBatch() && driver.poll();
        }
    }

    /** Runs what is ready; false if relieved meanwhile. */
    private boolean runBatch() {
        Runnable stretch = driver.next();
        if (stretch == null) {
            return true;
        }
        duty.run();
        driver.busy();
        long begun = System.nanoTime();
        long end = begun + PollPolicy.RUN_NANOS;
        while (stretch != null) {
            STRETCHES.setRelease(this, stretches + 1); // one writer
            run(stretch);
            long now = System.nanoTime();
            driver.ran(stretch, now - begun);
            if (!duty.isRunning()) {
                return relieved();
            }
            stretch = now - end < 0 ? driver.next() : null;
            begun = now;
        }
        return duty.endRun() || relieved();
    }

    /** The JDK lets nothing escape from a virtual thread; what does all the same must not end the loop. */
    private void run(Runnable stretch) {
        try {
            stretch.run();
        } catch (Throwable escaped) {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, escaped);
        }
    }

    /** The loop is another's. */
    private boolean relieved() {
        CarrierStall seen = stall;
        if (seen != null) {
            seen.commit();
        }
        return false;
    }
}
