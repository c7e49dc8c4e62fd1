// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop.carrier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The lowest rank comes first, in a window that moves. */
final class RanksTest {
    private final Ranks ranks = new Ranks(2);

    @Test
    void theLowestComesFirstAndTheFirstOfOneRank() {
        Task late = add(9);
        Task early = add(-7);
        Task second = add(-7);
        assertSame(early, ranks.take());
        assertEquals(-7, ranks.rank());
        assertSame(second, ranks.take());
        assertSame(late, ranks.take());
        assertEquals(9, ranks.rank());
        assertNull(ranks.take());
    }

    @Test
    void whoIsOvertakenForTwiceTheTurnsOfThoseBeforeItIsOverdue() {
        Task before = add(0);
        Task second = add(5); // behind one: overdue after two turns
        add(0);
        assertNull(ranks.takeOverdue(0));
        assertSame(before, ranks.take());
        add(0);
        assertNull(ranks.takeOverdue(0));
        ranks.take();
        assertNull(ranks.takeOverdue(5), "of a rank that overtakes");
        assertSame(second, ranks.takeOverdue(0));
        assertNull(ranks.takeOverdue(0));
        ranks.take();
        assertNull(ranks.take());
        assertNull(ranks.takeOverdue(0));
    }

    @Test
    void oneThatDoesNotFitComesLast() {
        Task first = add(0);
        Task far = add(10L * Ranks.WINDOW);
        Task within = add(Ranks.WINDOW - 2);
        assertSame(first, ranks.take());
        assertSame(within, ranks.take());
        assertSame(far, ranks.take());
    }

    @Test
    void oneThatIsTooLowForTheOthersComesFirst() {
        Task high = add(Ranks.WINDOW);
        Task higher = add(2L * Ranks.WINDOW - 1);
        Task low = add(0);
        assertSame(high, ranks.take(), "the same rank as the lowest, and there before");
        assertSame(low, ranks.take());
        assertSame(higher, ranks.take());
    }

    @Test
    void asASortedListWouldHaveIt() {
        Random random = new Random(1);
        List<Task> expected = new ArrayList<>();
        long clock = 0;
        for (int i = 0; i < 20_000; i++) {
            if (random.nextInt(2) == 0 || expected.isEmpty()) {
                expected.add(add(clock + random.nextInt(Ranks.WINDOW / 2)));
                expected.sort(Comparator.comparingLong(Task::rank)); // a stable sort
            } else {
                Task first = expected.remove(0);
                assertSame(first, ranks.take());
                clock = Math.max(clock, first.rank);
            }
            assertEquals(expected.size(), ranks.size());
        }
    }

    private Task add(long rank) {
        Task task = new Task(rank);
        ranks.add(task, rank);
        return task;
    }

    /** Equal to itself alone. */
    private static final class Task implements Runnable {
        private final long rank;

        Task(long rank) {
            this.rank = rank;
        }

        long rank() {
            return rank;
        }

        @Override
        public void run() {}

        @Override
        public String toString() {
            return "Task[" + rank + "]";
        }
    }
}
