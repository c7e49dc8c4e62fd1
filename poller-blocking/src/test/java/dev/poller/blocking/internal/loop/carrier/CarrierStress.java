// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop.carrier;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.poller.blocking.internal.loop.WaitStage;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** The states of a carrier on real hardware: does anybody sleep on work, do two ever have the loop? */
final class CarrierStress {
    private CarrierStress() {}

    /** r1: the loop would wait; r2: the one who added would break its wait. */
    @JCStressTest
    @Outcome(id = "true, false", expect = FORBIDDEN, desc = "the loop sleeps on a task")
    @Outcome(
            id = {"true, true", "false, true", "false, false"},
            expect = ACCEPTABLE,
            desc = "one saw the other")
    @State
    public static class TaskAgainstWait {
        private final FairQueue queue = new FairQueue(2);
        private final WaitStage stage = new WaitStage();

        /** Makes the state. */
        public TaskAgainstWait() {}

        /** The carrier. */
        @Actor
        public void carrier(ZZ_Result result) {
            stage.announce();
            result.r1 = queue.isEmpty();
        }

        /** The thread that wakes another. */
        @Actor
        public void adder(ZZ_Result result) {
            queue.add(() -> {});
            result.r2 = stage.isAnnounced();
        }
    }

    /** r1: the loop would wait; r2: how many of two tasks a thief has taken. */
    @JCStressTest
    @Outcome(
            id = {"false, 0", "false, 1", "false, 2", "true, 2"},
            expect = ACCEPTABLE,
            desc = "it waits only if all are taken")
    @Outcome(id = ".*", expect = FORBIDDEN, desc = "the loop sleeps on a task that the thief has left")
    @State
    public static class ThiefAgainstWait {
        private final FairQueue queue = new FairQueue(2);
        private final WaitStage stage = new WaitStage();

        /** Two tasks that nobody has ranked yet. */
        public ThiefAgainstWait() {
            queue.add(() -> {});
            queue.add(() -> {});
        }

        /** The carrier. */
        @Actor
        public void carrier(ZI_Result result) {
            stage.announce();
            result.r1 = queue.isEmpty();
        }

        /** Another loop's carrier takes one, and perhaps another. */
        @Actor
        public void thief(ZI_Result result) {
            result.r2 = (queue.poll() == null ? 0 : 1) + (queue.poll() == null ? 0 : 1);
        }
    }

    /** r1: the idle loop would wait; r2: the busy one would wake it. */
    @JCStressTest
    @Outcome(id = "true, false", expect = FORBIDDEN, desc = "one sleeps though another has too much")
    @Outcome(
            id = {"true, true", "false, true", "false, false"},
            expect = ACCEPTABLE,
            desc = "one saw the other")
    @State
    public static class SurplusAgainstWait {
        private final Surplus surplus = new Surplus(2);
        private final WaitStage stage = new WaitStage();

        /** Nobody has too much. */
        public SurplusAgainstWait() {}

        /** The idle one. */
        @Actor
        public void idle(ZZ_Result result) {
            stage.announce();
            result.r1 = surplus.isEven();
        }

        /** The busy one. */
        @Actor
        public void busy(ZZ_Result result) {
            surplus.mark(1);
            result.r2 = stage.isAnnounced();
        }
    }

    /** r1: loops that are marked at the end; r2: what the count says. */
    @JCStressTest
    @Outcome(
            id = {"0, true", "1, false"},
            expect = ACCEPTABLE,
            desc = "the count is right")
    @Outcome(id = ".*", expect = FORBIDDEN, desc = "idle loops would spin, or sleep on too much work")
    @State
    public static class MarkAgainstUnmark {
        private final Surplus surplus = new Surplus(1);

        /** Marked. */
        public MarkAgainstUnmark() {
            surplus.mark(0);
        }

        /** Its carrier has worked off everything, and gets too much again. */
        @Actor
        public void carrier() {
            surplus.unmark(0);
            surplus.mark(0);
        }

        /** One that found nothing to take. */
        @Actor
        public void thief() {
            surplus.unmark(0);
        }

        /** At the end. */
        @Arbiter
        public void end(IZ_Result result) {
            result.r1 = surplus.isMarked(0) ? 1 : 0;
            result.r2 = surplus.isEven();
        }
    }

    /** r1, r2, r3: how often each of the two tasks was taken in all, and whether one was null though two were there. */
    @JCStressTest
    @Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "each once")
    @Outcome(id = ".*", expect = FORBIDDEN, desc = "lost or doubled")
    @State
    public static class TwoTakers {
        private final FairQueue queue = new FairQueue(2);
        private final Counted first = new Counted();
        private final Counted second = new Counted();

        /** Two tasks. */
        public TwoTakers() {
            queue.add(first);
            queue.add(second);
        }

        /** One. */
        @Actor
        public void one() {
            take();
        }

        /** Another. */
        @Actor
        public void another() {
            take();
        }

        private void take() {
            Runnable task = queue.poll();
            if (task != null) {
                task.run();
            }
        }

        /** The sum. */
        @Arbiter
        public void sum(III_Result result) {
            result.r1 = first.runs;
            result.r2 = second.runs;
            result.r3 = queue.isEmpty() ? 0 : 1;
        }
    }

    /** r1: the carrier goes on to poll; r2: the watch has put another in its place. */
    @JCStressTest
    @Outcome(
            id = {"true, false", "false, true"},
            expect = ACCEPTABLE,
            desc = "one of them has the loop")
    @Outcome(id = ".*", expect = FORBIDDEN, desc = "both have the loop, or nobody")
    @State
    public static class RelievingAgainstPolling {
        private final Duty duty = new Duty();

        /** The carrier runs something. */
        public RelievingAgainstPolling() {
            duty.run();
        }

        /** The carrier. */
        @Actor
        public void carrier(ZZ_Result result) {
            result.r1 = duty.endRun();
        }

        /** The watch. */
        @Actor
        public void watch(ZZ_Result result) {
            result.r2 = duty.relieve();
        }
    }

    private static final class Counted implements Runnable {
        private int runs;

        @Override
        public void run() {
            runs++;
        }
    }
}
