// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop.carrier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is kept of a task's time, and for how long. */
final class RunTimesTest {
    private final RunTimes times = new RunTimes();

    @Test
    void eachTaskHasItsOwn() {
        List<Runnable> tasks = tasks(1000);
        for (int i = 0; i < tasks.size(); i++) {
            times.ran(tasks.get(i), 0, i);
        }
        long wrong = IntStream.range(0, tasks.size())
                .filter(i -> times.ahead(tasks.get(i), 0) != i)
                .count();
        assertTrue(wrong <= 2, () -> wrong + " have the hash of another");
    }

    @Test
    void aTimeGoesOnFromTheLeastThatIsGiven() {
        Runnable task = tasks(1).get(0);
        assertEquals(0, times.ahead(task, -50), "it has not run");
        assertEquals(50, times.ran(task, 100, 50));
        assertEquals(50, times.ahead(task, 100));
        assertEquals(-150, times.ahead(task, 300));
        assertEquals(50, times.ran(task, 300, 50));
        assertEquals(50, times.ahead(task, 300), "the earlier time does not matter any more");
        assertTrue(times.ahead(task, (1L << 47) + 400) < 0, "nor after as many nanoseconds as a cell has bits for");
    }

    @Test
    void oneLongRunAmongShortOnesDoesNotCountInFull() {
        Runnable task = tasks(1).get(0);
        times.ran(task, 0, 10_000);
        assertTrue(times.ran(task, 0, 3_000_000) < 50_000);
        assertEquals(10_000, times.ran(task, 0, 10_000));
        times.ran(task, 0, 3_000_000);
        assertEquals(3_000_000, times.ran(task, 0, 3_000_000), "one that runs for long again and again");
    }

    @Test
    void moreTasksThanCellsLoseTheirTimes() {
        List<Runnable> tasks = tasks(100_000);
        tasks.forEach(task -> times.ran(task, 0, 1000));
        long kept = tasks.stream().filter(task -> times.ahead(task, 0) == 1000).count();
        long gained = tasks.stream().filter(task -> times.ahead(task, 0) > 1000).count();
        assertTrue(kept > 1000, () -> kept + " kept");
        assertTrue(gained < 100, () -> gained + " have the hash of another, and its time");
    }

    private static List<Runnable> tasks(int count) {
        List<Runnable> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(new Runnable() {
                @Override
                public void run() {}
            });
        }
        return tasks;
    }
}
