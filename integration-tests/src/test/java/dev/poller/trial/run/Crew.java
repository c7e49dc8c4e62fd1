// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.run;

import dev.poller.blocking.Netpoll;
import dev.poller.trial.traffic.Pause;
import dev.poller.trial.traffic.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Threads that run rounds of traffic, one after the other. Started, stopped and looked at by one thread. */
public final class Crew {
    /** One thread. */
    private static final class Worker {
        final String name;
        final Traffic traffic;
        final Thread thread;

        /** When its round began, 0 between rounds. */
        volatile long since;

        /** Whether it has had a round. */
        volatile boolean hasRun;

        Worker(Crew crew, String name, Traffic traffic) {
            this.name = name;
            this.traffic = traffic;
            this.thread = crew.netpoll.threadFactory("trial-" + name + "-").newThread(() -> crew.work(this));
        }
    }

    private static final AtomicLong SEEDS = new AtomicLong(System.nanoTime() >>> 8);

    private final Netpoll netpoll;
    private final Tally tally;

    /** Rounds share it; who wants none to run has it alone. Fair, or nobody would ever have it alone. */
    private final ReentrantReadWriteLock rounds = new ReentrantReadWriteLock(true);

    private final List<Worker> workers = new ArrayList<>();
    private final List<Traffic> traffics = new ArrayList<>();
    private volatile boolean stopping;

    public Crew(Netpoll netpoll, Tally tally) {
        this.netpoll = netpoll;
        this.tally = tally;
    }

    public void add(String name, Traffic traffic, int threads) {
        traffics.add(traffic);
        for (int i = 0; i < threads; i++) {
            workers.add(new Worker(this, name, traffic));
        }
    }

    public void start() {
        workers.forEach(worker -> worker.thread.start());
    }

    private void work(Worker self) {
        while (!stopping) {
            rounds.readLock().lock();
            self.since = System.nanoTime();
            try {
                if (!tally.count(self.name, self.traffic, SEEDS.incrementAndGet())) {
                    Pause.afterAFailure();
                }
            } finally {
                self.since = 0;
                self.hasRun = true;
                rounds.readLock().unlock();
            }
        }
    }

    /** Whether each of the threads has had a round, so that all classes are loaded. */
    public boolean hasRun() {
        return workers.stream().allMatch(worker -> worker.hasRun);
    }

    /** Held by whoever wants no round to run. */
    public Lock quiet() {
        return rounds.writeLock();
    }

    /** How many rounds have lasted longer than this; where they stand is printed. */
    public int stuck(Duration limit) {
        int stuck = 0;
        for (Worker worker : workers) {
            long since = worker.since;
            if (since != 0 && System.nanoTime() - since > limit.toNanos()) {
                stuck++;
                System.out.println("  hangs: " + worker.name);
                for (StackTraceElement frame : worker.thread.getStackTrace()) {
                    System.out.println("    at " + frame);
                }
            }
        }
        if (stuck > 0) {
            System.out.println("  " + netpoll.inspect());
        }
        return stuck;
    }

    /** Lets rounds end, for so long at most, and ends the traffic; how many rounds have not ended. */
    public int stop(Duration limit) throws InterruptedException {
        stopping = true;
        long until = System.nanoTime() + limit.toNanos();
        while (workers.stream().anyMatch(worker -> worker.thread.isAlive()) && System.nanoTime() < until) {
            Pause.millis(1);
        }
        int stuck = stuck(Duration.ZERO);
        for (Traffic traffic : traffics) {
            tally.countEnd(traffic);
        }
        return stuck;
    }
}
