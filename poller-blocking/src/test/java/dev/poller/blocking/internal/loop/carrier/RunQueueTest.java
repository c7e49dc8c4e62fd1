// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop.carrier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RunQueueTest {
    private final RunQueue queue = new RunQueue(4);

    @Test
    void anEmptyQueueGivesNothing() {
        assertTrue(queue.isEmpty());
        assertNull(queue.poll());
    }

    @Test
    void tasksComeOutInTheirOrderAlsoBeyondTheCapacity() {
        List<Runnable> in = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            Runnable task = new Task();
            in.add(task);
            queue.add(task);
        }
        List<Runnable> out = new ArrayList<>();
        for (Runnable task = queue.poll(); task != null; task = queue.poll()) {
            out.add(task);
        }
        assertEquals(in, out);
        assertTrue(queue.isEmpty());
    }

    @Test
    void whatCameBehindAnOverflowStaysBehindIt() {
        List<Runnable> in = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            in.add(new Task());
            queue.add(in.get(i));
        }
        assertEquals(in.get(0), queue.poll()); // A cell is free now, and two tasks still wait behind the ring.
        Runnable last = new Task();
        queue.add(last);
        for (int i = 1; i < 6; i++) {
            assertEquals(in.get(i), queue.poll());
        }
        assertEquals(last, queue.poll());
    }

    @Test
    void theRingIsUsedAgainAndAgain() {
        for (int i = 0; i < 1000; i++) {
            Runnable task = new Task();
            queue.add(task);
            assertFalse(queue.isEmpty());
            assertEquals(task, queue.poll());
        }
    }

    @Test
    void betweenThreadsNothingIsLostOrTakenTwice() throws InterruptedException {
        int adders = 3;
        int each = 50_000;
        AtomicIntegerArray runs = new AtomicIntegerArray(adders * each);
        List<Thread> threads = new ArrayList<>();
        for (int a = 0; a < adders; a++) {
            int from = a * each;
            threads.add(new Thread(() -> {
                for (int i = from; i < from + each; i++) {
                    int task = i;
                    queue.add(() -> runs.incrementAndGet(task));
                }
            }));
        }
        List<Thread> takers = new ArrayList<>();
        for (int t = 0; t < 2; t++) {
            takers.add(new Thread(() -> {
                while (!Thread.currentThread().isInterrupted() || !queue.isEmpty()) {
                    Runnable task = queue.poll();
                    if (task != null) {
                        task.run();
                    }
                }
            }));
        }
        takers.forEach(Thread::start);
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        for (Thread taker : takers) {
            taker.interrupt();
            taker.join();
        }
        for (int i = 0; i < runs.length(); i++) {
            assertEquals(1, runs.get(i), "runs of task " + i);
        }
    }

    private static final class Task implements Runnable {
        @Override
        public void run() {}
    }
}
