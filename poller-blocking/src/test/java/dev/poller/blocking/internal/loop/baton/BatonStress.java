// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop.baton;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** Who has the baton, on real hardware: do two ever poll? */
final class BatonStress {
    private BatonStress() {}

    /** r1: the assist polls; r2: the platform thread polls in its place; r3: the plain field both write is not lost. */
    @JCStressTest
    @Outcome(
            id = {"true, true, 2", "true, false, 1", "false, true, 1"},
            expect = ACCEPTABLE,
            desc = "one after the other, each seeing what the other did, or one alone")
    @Outcome(id = ".*", expect = FORBIDDEN, desc = "both at once, or nobody")
    @State
    public static class BorrowingAgainstPolling {
        private final Baton baton = new Baton();
        private int polls;

        /** The assist has the baton. */
        public BorrowingAgainstPolling() {
            baton.handOver();
        }

        /** The assist. */
        @Actor
        public void assist(ZZI_Result result) {
            if (baton.beginPoll()) {
                result.r1 = true;
                polls++;
                baton.endPoll();
            }
        }

        /** The platform thread, after a tick without a poll. */
        @Actor
        public void platform(ZZI_Result result) {
            if (baton.beginBorrow()) {
                result.r2 = true;
                polls++;
                baton.endBorrow();
            }
        }

        /** How often it was polled. */
        @Arbiter
        public void arbiter(ZZI_Result result) {
            result.r3 = polls;
        }
    }

    /**
     * r1: the assist gave the baton back; r2: the platform thread borrowed it; r3: the platform thread has it in the
     * end.
     */
    @JCStressTest
    @Outcome(
            id = {"true, false, true", "false, true, false", "true, true, true"},
            expect = ACCEPTABLE,
            desc = "whoever was first")
    @Outcome(id = ".*", expect = FORBIDDEN, desc = "a borrow undid the giving back, or it has no owner")
    @State
    public static class BorrowingAgainstGivingBack {
        private final Baton baton = new Baton();

        /** The assist has the baton. */
        public BorrowingAgainstGivingBack() {
            baton.handOver();
        }

        /** The assist. */
        @Actor
        public void assist(ZZZ_Result result) {
            result.r1 = baton.giveBack();
        }

        /** The platform thread. */
        @Actor
        public void platform(ZZZ_Result result) {
            if (baton.beginBorrow()) {
                result.r2 = true;
                baton.endBorrow();
            }
        }

        /** Who has it. */
        @Arbiter
        public void arbiter(ZZZ_Result result) {
            result.r3 = baton.isPlatforms();
        }
    }
}
