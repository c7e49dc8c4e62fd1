// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** The slot's transitions on real hardware, with the park left out: would anybody sleep whom nobody wakes? */
final class SlotStress {
    private SlotStress() {}

    /** r1: would park; r2: the event found somebody to unpark. */
    @JCStressTest
    @Outcome(id = "true, false", expect = FORBIDDEN, desc = "asleep, and the event is gone")
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "parked and unparked")
    @Outcome(id = "false, .*", expect = ACCEPTABLE, desc = "did not park")
    @State
    public static class EventAgainstWait {
        private final Slot slot = new BareSlot();

        /** Makes the state. */
        public EventAgainstWait() {}

        /** The thread that would block. */
        @Actor
        public void waiter(ZZ_Result result) {
            result.r1 = slot.publish();
        }

        /** The poller. */
        @Actor
        public void poller(ZZ_Result result) {
            result.r2 = slot.signal() != null;
        }
    }

    /** r1: would park after re-reading the flag; r2: the closer saw somebody to unpark. */
    @JCStressTest
    @Outcome(id = "true, false", expect = FORBIDDEN, desc = "asleep on a closed descriptor")
    @Outcome(
            id = {"true, true", "false, true", "false, false"},
            expect = ACCEPTABLE,
            desc = "one saw the other")
    @State
    public static class CloseAgainstWait {
        private final Slot slot = new BareSlot();
        private volatile boolean closing;

        /** Makes the state. */
        public CloseAgainstWait() {}

        /** The thread that would block. */
        @Actor
        public void waiter(ZZ_Result result) {
            slot.publish();
            result.r1 = !closing;
        }

        /** The thread that closes. */
        @Actor
        public void closer(ZZ_Result result) {
            closing = true;
            result.r2 = slot.waiter() != null;
        }
    }

    /**
     * r1: the system call found nothing; r2: then the thread would park; r3: in the end it is still published and was
     * not unparked.
     */
    @JCStressTest
    @Outcome(id = ".*, .*, true", expect = FORBIDDEN, desc = "data is there, the reader sleeps")
    @Outcome(id = ".*, .*, false", expect = ACCEPTABLE, desc = "the reader is awake")
    @State
    public static class PrepareReadWait {
        private final Slot slot = new BareSlot();
        private volatile boolean data;
        private volatile boolean unparked;

        /** A slot that remembers an old event. */
        public PrepareReadWait() {
            slot.signal();
        }

        /** The reader. */
        @Actor
        public void reader(ZZZ_Result result) {
            slot.forget();
            result.r1 = !data;
            result.r2 = result.r1 && slot.publish();
        }

        /** The kernel and the poller. */
        @Actor
        public void poller() {
            data = true;
            unparked = slot.signal() != null;
        }

        /** What came of it. */
        @Arbiter
        public void arbiter(ZZZ_Result result) {
            result.r3 = result.r2 && !unparked;
        }
    }
}
