// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.runtime;

import dev.poller.blocking.internal.loop.LoopDriver;
import dev.poller.blocking.internal.loop.carrier.CarrierDriver;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The carrier loops that run all virtual threads of a program, where the agent wants that. Any thread may call.
 *
 * <p>Whoever has no agent has none of this, so that no thread of his keeps anything of ours.
 */
public final class ProgramLoops {
    /** The loop of what the current thread has accepted last, until the thread starts another one. */
    private static final ThreadLocal<@Nullable CarrierDriver> ACCEPTED = new ThreadLocal<>();

    private static final LongAdder STARTED = new LongAdder();

    private static volatile boolean wanted;

    /** The one opened last with carrier loops; null while they are not wanted. */
    private static volatile @Nullable PollRuntime runtime;

    private ProgramLoops() {}

    /** From now on a runtime has carrier loops if its options say nothing else, one for each processor. */
    public static void want() {
        wanted = true;
    }

    /** They cannot be had. */
    public static void giveUp() {
        wanted = false;
        runtime = null;
    }

    /** True if a runtime is to have carrier loops. */
    public static boolean areWanted() {
        return wanted;
    }

    /** How many there are to be: whoever computes runs there as well. */
    public static OptionalInt number() {
        return OptionalInt.of(Runtime.getRuntime().availableProcessors());
    }

    /**
     * The scheduler of a new virtual thread; null for the one that the JDK gives it: that of the virtual thread that
     * makes it, or else its own. On the thread that makes it.
     */
    public static @Nullable Executor next() {
        PollRuntime on = runtime;
        if (on == null || CarrierDriver.isElsewhere()) {
            return null;
        }
        STARTED.increment();
        CarrierDriver accepted = ACCEPTED.get();
        if (accepted != null) {
            ACCEPTED.remove();
            return accepted;
        }
        return on.loops().inTurn() instanceof CarrierDriver next ? next : null;
    }

    /** What was on them, in a line. */
    public static String line() {
        PollRuntime on = runtime;
        if (on == null) {
            return "virtual threads on no loop";
        }
        int loops = on.loops().size();
        return "virtual threads on " + loops + (loops == 1 ? " loop: " : " loops: ") + STARTED.sum() + " started, "
                + on.counters().steals() + " steals, " + on.loops().stalls() + " relieved, with up to "
                + on.loops().mostHeldUp()
                + " threads more than loops";
    }

    static void opened(PollRuntime opened) {
        if (wanted) {
            runtime = opened;
        }
    }

    /** The calling thread has accepted something that this loop polls. */
    static void accepted(LoopDriver by) {
        if (wanted && by instanceof CarrierDriver loop) {
            ACCEPTED.set(loop);
        }
    }
}
