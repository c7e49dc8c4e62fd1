// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop.carrier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who runs next, on a processor whose time is made up here. */
final class FairQueueTest {
    private static final long BULK = 200_000;
    private static final long LIGHT = 10_000;

    private final FairQueue queue = new FairQueue(16);
    private long now;

    @Test
    void isEmptyOnceAllAreTaken() {
        assertTrue(queue.isEmpty());
        assertNull(queue.poll());
        for (int i = 0; i < 100; i++) {
            queue.add(new Task(0));
        }
        for (int i = 0; i < 100; i++) {
            assertFalse(queue.isEmpty());
            queue.poll();
        }
        assertTrue(queue.isEmpty());
        assertNull(queue.poll());
    }

    @Test
    void equalsHaveEqualTurns() {
        List<Task> tasks = add(300, BULK);
        for (int i = 0; i < 300 * 50; i++) {
            queue.add(run());
        }
        for (Task task : tasks) {
            assertEquals(50, task.runs, 2);
        }
    }

    /** Though some have run for a little longer, and one for much longer once. */
    @Test
    void shortRunsOfEqualsComeInTheOrderInWhichTheyWereAdded() {
        List<Task> tasks = add(1000, LIGHT);
        for (int round = 1; round <= 100; round++) {
            for (int i = 0; i < 1000; i++) {
                tasks.get(i).next = i % 100 == round ? 10 * LIGHT : LIGHT + i;
                Task next = run();
                assertEquals(tasks.get(i), next);
                queue.add(next);
            }
        }
    }

    /** Though half of them run for longer, and the clock is faster than the times of the others while they wait. */
    @Test
    void shortRunsComeInTheirOrderThoughSomeAreALittleLonger() {
        Deque<Task> away = new ArrayDeque<>();
        for (int i = 0; i < 1000; i++) {
            away.add(new Task(i % 2 == 0 ? LIGHT : 2 * LIGHT));
        }
        Deque<Task> ready = new ArrayDeque<>();
        for (int turn = 0; turn < 100_000; turn++) {
            while (ready.size() < 400) {
                ready.add(away.remove());
                queue.add(ready.getLast());
            }
            Task next = run();
            assertEquals(ready.remove(), next, "turn " + turn);
            away.add(next);
        }
    }

    /** Also where all runs are short. */
    @Test
    void oneThatSeldomRunsComesBeforeThoseThatNeverWait() {
        Task light = add(1, LIGHT).get(0);
        run();
        add(64, 2 * LIGHT);
        for (int round = 1; round <= 100; round++) {
            for (int i = 0; i < 2 * 64; i++) {
                queue.add(run());
            }
            queue.add(light);
            assertEquals(light, run());
        }
    }

    /** Though all at once many come that have not run for long, and the first of them before it. */
    @Test
    void whoIsOvertakenWaitsForTwiceTheTurnsOfThoseBeforeItAtMost() {
        List<Task> seldom = add(1000, LIGHT);
        seldom.forEach(task -> run());
        List<Task> busy = add(64, LIGHT);
        for (int i = 0; i < 64 * 1000; i++) {
            queue.add(run());
        }
        seldom.forEach(queue::add);
        int overtaking = 0;
        for (int turn = 0; turn < 2 * busy.size(); turn++) {
            overtaking += seldom.contains(run()) ? 1 : 0;
        }
        assertEquals(busy.size(), overtaking, "the others have all run");
    }

    @Test
    void oneThatNeedsLittleComesBeforeNearlyAllThatAreThere() {
        add(300, BULK);
        Task light = new Task(LIGHT);
        for (int i = 0; i < 300 * 30; i++) {
            queue.add(run()); // until those that always run are ahead of the clock
        }
        for (int round = 1; round <= 100; round++) {
            for (int i = 0; i < 300; i++) {
                queue.add(run());
            }
            queue.add(light);
            int others = 0;
            while (light.runs < round) {
                Task ran = run();
                if (!ran.equals(light)) {
                    queue.add(ran);
                    others++;
                }
            }
            assertTrue(others <= 30, others + " of 300 ran before");
        }
    }

    /** Their share, and not more: as much time for one that runs often as for one that runs long. */
    @Test
    void oneThatComesBackAtOnceHasNoMoreThanItsShareOfTheTime() {
        List<Task> bulk = add(8, BULK);
        Task light = add(1, LIGHT).get(0);
        while (now < 2_000_000_000L) {
            queue.add(run());
        }
        assertEquals(now / 9.0, light.runs * (double) LIGHT, now / 90.0);
        for (Task task : bulk) {
            assertEquals(now / 9.0, task.runs * (double) BULK, now / 90.0);
        }
    }

    @Test
    void nobodyIsStarvedByThoseWhoAreNew() {
        List<Task> old = add(8, BULK);
        for (int i = 0; i < 20_000; i++) {
            queue.add(new Task(LIGHT)); // as many as there is time for
            queue.add(new Task(LIGHT));
            Task ran = run();
            if (old.contains(ran)) {
                queue.add(ran);
            } else {
                Task second = run();
                if (old.contains(second)) {
                    queue.add(second);
                }
            }
        }
        for (Task task : old) {
            assertTrue(task.runs > 2, () -> task.runs + " runs");
        }
    }

    @Test
    void oneLongRunAmongShortOnesDoesNotMakeATaskWait() {
        add(100, BULK);
        for (int i = 0; i < 300; i++) {
            queue.add(run()); // until it is known that they run for long
        }
        Task light = new Task(LIGHT);
        for (int run = 1; run <= 3; run++) {
            light.next = run == 2 ? 50_000_000 : LIGHT;
            queue.add(light);
            long since = now;
            while (light.runs < run) {
                Task ran = run();
                if (!ran.equals(light)) {
                    queue.add(ran);
                }
            }
            int runs = run;
            assertTrue(now - since <= 50_000_000 + 100 * BULK, () -> "run " + runs + " after " + (now - since) + " ns");
        }
    }

    /** As one that has run cold code: several long runs, and short ones from then on. */
    @Test
    void oneThatHasRunForLongComesBackAfterAMomentOfEachOther() {
        add(1000, LIGHT);
        Task cold = new Task(LIGHT);
        queue.add(cold);
        for (int run = 1; run <= 20; run++) {
            cold.next = run < 10 ? 5_000_000 : LIGHT;
            long since = now;
            while (cold.runs < run) {
                queue.add(run());
            }
            long waited = now - since;
            assertTrue(waited <= 1000 * 400_000L, () -> "waited for " + waited + " ns");
        }
    }

    /** Though the bytes of some take longer, and some are held up now and then. */
    @Test
    void streamsThatAlwaysHaveMoreMoveTheSame() {
        List<Task> streams = add(4, BULK);
        for (int i = 0; i < 4; i++) {
            streams.get(i).bytes = 256 * 1024;
            streams.get(i).nanos = BULK / 2 * (i + 1);
        }
        for (int i = 0; i < 4 * 200; i++) {
            streams.get(1).next *= i % 8 == 0 ? 2 : 1;
            queue.add(run());
        }
        for (Task stream : streams) {
            assertEquals(200, stream.runs, 2);
        }
    }

    /** Few bytes do not make a stream. */
    @Test
    void oneThatComputesCountsForItsTimeThoughItMovesBytes() {
        Task computes = add(1, BULK).get(0);
        computes.bytes = BULK / 5;
        Task stream = add(1, BULK / 2).get(0);
        stream.bytes = BULK;
        while (now < 2_000_000_000L) {
            queue.add(run());
        }
        assertEquals(now / 2.0, computes.runs * (double) BULK, now / 50.0);
    }

    /** Its loop's counter has gone on for a thread that another loop runs. */
    @Test
    void whatCannotHaveMovedTheBytesCountsForItsTime() {
        Task light = add(1, LIGHT).get(0);
        light.bytes = 1024 * 1024;
        Task other = add(1, LIGHT).get(0);
        while (now < 2_000_000_000L) {
            queue.add(run());
        }
        assertEquals(light.runs, other.runs, 2);
    }

    private List<Task> add(int count, long nanos) {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Task task = new Task(nanos);
            tasks.add(task);
            queue.add(task);
        }
        return tasks;
    }

    /** Runs what is next. */
    private Task run() {
        Task task = (Task) queue.poll();
        if (task == null) {
            throw new AssertionError("there is nothing to run");
        }
        long nanos = task.next;
        task.next = task.nanos;
        task.runs++;
        now += nanos;
        queue.ran(task, nanos, task.bytes);
        return task;
    }

    /** Runs for so long each time. Equal to itself alone. */
    private static final class Task implements Runnable {
        private long nanos;
        private long next;
        private long bytes;
        private int runs;

        Task(long nanos) {
            this.nanos = nanos;
            this.next = nanos;
        }

        @Override
        public void run() {}
    }
}
