// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TimerQueueTest {
    private static final long HOUR = 3_600_000_000_000L;

    private final AtomicInteger changes = new AtomicInteger();
    private final TimerQueue queue = new TimerQueue(changes::incrementAndGet);
    private final List<Probe> expired = new ArrayList<>();

    @Test
    void withoutADeadlineThereIsNoTimeout() {
        assertEquals(-1, queue.timeout());
        queue.set(new Probe(), Deadline.NONE);
        assertEquals(-1, queue.timeout());
    }

    @Test
    void theTimeoutIsTheSoonestDeadline() {
        long now = System.nanoTime();
        queue.set(new Probe(), now + 2 * HOUR);
        queue.set(new Probe(), now + HOUR);
        assertTrue(queue.timeout() > 0 && queue.timeout() <= HOUR);
    }

    @Test
    void onlyANewSoonestDeadlineWakesTheLoop() {
        long now = System.nanoTime();
        queue.set(new Probe(), now + HOUR);
        assertEquals(1, changes.get());
        queue.set(new Probe(), now + 2 * HOUR);
        assertEquals(1, changes.get());
        queue.set(new Probe(), now + HOUR / 2);
        assertEquals(2, changes.get());
    }

    @Test
    void movingADeadlineLaterTouchesNoHeap() {
        Probe timer = new Probe();
        long now = System.nanoTime();
        queue.set(timer, now + HOUR);
        long before = timer.queuedAt;
        queue.set(timer, now + 2 * HOUR);
        assertEquals(before, timer.queuedAt);
        assertEquals(1, queue.size());
    }

    @Test
    void aMovedDeadlineIsQueuedAgainWhenItsOldPlaceIsDue() {
        Probe timer = new Probe();
        long soon = System.nanoTime() + 1_000_000;
        queue.set(timer, soon);
        queue.set(timer, soon + HOUR);
        spinUntil(soon);
        queue.fire();
        assertTrue(expired.isEmpty());
        assertEquals(soon + HOUR, timer.queuedAt);
    }

    @Test
    void aClearedDeadlineIsDroppedWhenItIsDue() {
        Probe timer = new Probe();
        long soon = System.nanoTime() + 1_000_000;
        queue.set(timer, soon);
        queue.set(timer, Deadline.NONE);
        spinUntil(soon);
        queue.fire();
        assertTrue(expired.isEmpty());
        assertEquals(0, queue.size());
    }

    @Test
    void aPassedDeadlineExpiresAtOnceOnTheCallingThread() {
        Probe timer = new Probe();
        queue.set(timer, System.nanoTime() - 1);
        assertEquals(List.of(timer), expired);
        assertEquals(0, queue.size());
    }

    @Test
    void removedTimersLeaveTheHeapInOrder() {
        Random random = new Random(42);
        long now = System.nanoTime();
        List<Probe> timers = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Probe timer = new Probe();
            timers.add(timer);
            queue.set(timer, now + HOUR + random.nextInt(1_000_000));
        }
        Collections.shuffle(timers, random);
        for (Probe timer : timers.subList(0, 500)) {
            queue.remove(timer);
        }
        assertEquals(500, queue.size());
        List<Probe> left = timers.subList(500, 1000);
        for (Probe timer : left) {
            int parent = (timer.index - 1) / 2;
            Probe above = left.stream()
                    .filter(other -> other.index == parent)
                    .findFirst()
                    .orElseThrow();
            assertTrue(above.queuedAt - timer.queuedAt <= 0, "a later timer above a sooner one");
        }
    }

    @Test
    void dueTimersExpireSoonestFirst() {
        Random random = new Random(7);
        long start = System.nanoTime() + 20_000_000;
        for (int i = 0; i < 200; i++) {
            queue.set(new Probe(), start + random.nextInt(1_000_000));
        }
        spinUntil(start + 1_000_000);
        queue.fire();
        assertEquals(200, expired.size());
        for (int i = 1; i < expired.size(); i++) {
            assertTrue(expired.get(i - 1).deadline - expired.get(i).deadline <= 0);
        }
    }

    @Test
    void onlyWhatTheLoopFindsExpiredIsCounted() {
        queue.set(new Probe(), System.nanoTime() - 1);
        assertEquals(0, queue.expired());
        long soon = System.nanoTime() + 1_000_000;
        queue.set(new Probe(), soon);
        queue.set(new Probe(), soon);
        spinUntil(soon);
        queue.fire();
        assertEquals(2, queue.expired());
    }

    @Test
    void onceTheSoonestIsRemovedTheNextOneIs() {
        long now = System.nanoTime();
        Probe soonest = new Probe();
        Probe next = new Probe();
        queue.set(soonest, now + HOUR);
        queue.set(next, now + 2 * HOUR);
        queue.remove(soonest);
        assertTrue(queue.timeout() > HOUR);
        queue.remove(next);
        queue.remove(next);
        assertEquals(-1, queue.timeout());
        assertEquals(0, queue.size());
    }

    /** The loop's thread and those that set take turns. */
    @Test
    void nothingKeepsTheLock() throws Exception {
        Probe timer = new Probe();
        List<Runnable> steps = List.of(
                () -> queue.set(timer, System.nanoTime() + HOUR),
                queue::timeout,
                queue::size,
                () -> queue.remove(timer),
                () -> queue.set(timer, System.nanoTime() + 1_000),
                () -> spinUntil(timer.deadline),
                queue::fire,
                () -> assertEquals(0, queue.size()));
        for (Runnable step : steps) {
            Thread thread = new Thread(step);
            thread.start();
            thread.join();
        }
        assertEquals(List.of(timer), expired);
    }

    private static void spinUntil(long time) {
        while (System.nanoTime() - time < 0) {
            Thread.onSpinWait();
        }
    }

    private final class Probe extends Timer {
        @Override
        void expired() {
            expired.add(this);
        }
    }
}
