// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.nio.channels.ClosedChannelException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** The lock's transitions on real hardware. */
final class DescriptorLockStress {
    private DescriptorLockStress() {}

    private static boolean enters(DescriptorLock lock) {
        try {
            return lock.tryLock(DescriptorLock.READ);
        } catch (ClosedChannelException nobodyCloses) {
            throw new AssertionError(nobodyCloses);
        }
    }

    /** Two readers. */
    @JCStressTest
    @Outcome(
            id = {"true, false", "false, true"},
            expect = ACCEPTABLE,
            desc = "one is in")
    @Outcome(expect = FORBIDDEN, desc = "both or none")
    @State
    public static class OneReaderAtATime {
        private final DescriptorLock lock = new DescriptorLock();

        /** Makes the state. */
        public OneReaderAtATime() {}

        /** A reader. */
        @Actor
        public void first(ZZ_Result result) {
            result.r1 = enters(lock);
        }

        /** Another. */
        @Actor
        public void second(ZZ_Result result) {
            result.r2 = enters(lock);
        }
    }

    /** r1, r2: whether the user and the closer were told to destroy. */
    @JCStressTest
    @Outcome(
            id = {"0, 1", "1, 0"},
            expect = ACCEPTABLE,
            desc = "destroyed once")
    @Outcome(expect = FORBIDDEN, desc = "leaked, or destroyed twice")
    @State
    public static class LastOneDestroys {
        private final DescriptorLock lock = new DescriptorLock();

        /** Makes the state. */
        public LastOneDestroys() {}

        /** A writer. */
        @Actor
        public void user(II_Result result) {
            try {
                result.r1 = lock.tryLock(DescriptorLock.WRITE) && lock.unlock(DescriptorLock.WRITE) ? 1 : 0;
            } catch (ClosedChannelException refused) {
                result.r1 = 0;
            }
        }

        /** The thread that closes. */
        @Actor
        public void closer(II_Result result) {
            result.r2 = lock.close() && lock.leave() ? 1 : 0;
        }
    }

    /** Two threads close: only one may. */
    @JCStressTest
    @Outcome(
            id = {"true, false", "false, true"},
            expect = ACCEPTABLE,
            desc = "one closes")
    @Outcome(expect = FORBIDDEN, desc = "both or none")
    @State
    public static class ClosedOnce {
        private final DescriptorLock lock = new DescriptorLock();

        /** Makes the state. */
        public ClosedOnce() {}

        /** A closer. */
        @Actor
        public void first(ZZ_Result result) {
            result.r1 = lock.close();
        }

        /** Another. */
        @Actor
        public void second(ZZ_Result result) {
            result.r2 = lock.close();
        }
    }

    /** A deadline is moved while the loop fires the timer: r1 is 1 if the timer is in the heap in time. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "the loop will look in time")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "the deadline is lost")
    @State
    public static class DeadlineMovedWhileFiring {
        private final TimerQueue queue = new TimerQueue(() -> {});
        private final Timer timer = new Timer() {
            @Override
            void expired() {}
        };
        private final long later = System.nanoTime() + 3_600_000_000_000L;

        /** A timer whose place in the heap is due. */
        public DeadlineMovedWhileFiring() {
            long soon = System.nanoTime() + 200;
            queue.set(timer, soon);
            while (System.nanoTime() - soon < 0) {
                Thread.onSpinWait();
            }
        }

        /** The thread that sets. */
        @Actor
        public void setter() {
            queue.set(timer, later);
        }

        /** The loop. */
        @Actor
        public void loop() {
            queue.fire();
        }

        /** What came of it. */
        @Arbiter
        public void arbiter(I_Result result) {
            long at = timer.queuedAt;
            result.r1 = at != Deadline.NONE && at - later <= 0 ? 1 : 0;
        }
    }
}
