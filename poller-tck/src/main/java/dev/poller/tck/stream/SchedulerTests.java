// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Listener;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Scheduler;
import dev.poller.blocking.ThreadKind;
import dev.poller.tck.Await;
import dev.poller.tck.Clause;
import dev.poller.tck.fixture.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads that the runtime makes, and threads that do not wait. */
abstract class SchedulerTests extends StreamFixture {
    @Test
    @Clause("L1")
    void threadsOfTheRuntimeServeItsStreams() throws Exception {
        Pair pair = connect();
        CompletableFuture<Integer> received = new CompletableFuture<>();
        netpoll.newThread(pair.server(), () -> received.completeAsync(() -> readOne(pair.server()), Runnable::run))
                .start();
        pair.client().write(new byte[] {5});
        assertEquals(5, received.get(10, TimeUnit.SECONDS));
        CompletableFuture<String> name = new CompletableFuture<>();
        netpoll.threadFactory("mine-")
                .newThread(() -> name.complete(Thread.currentThread().getName()))
                .start();
        assertEquals("mine-0", name.get(10, TimeUnit.SECONDS));
    }

    @Test
    @Clause("L2")
    void onCarrierLoopsAStreamAndItsThreadHaveTheSameLoop() throws Exception {
        assumeLoops();
        try (Netpoll two = setup().options().loops(2).open()) {
            Listener<?> listener = listen(two);
            for (int i = 0; i < 4; i++) {
                ByteStream client = connectTo(two, listener);
                ByteStream server = listener.accept();
                assertEquals(carrierOf(two, server), carrierOf(two, server), "one loop for one stream");
                client.close();
                server.close();
            }
            CompletableFuture<Boolean> same = new CompletableFuture<>();
            two.threadFactory("opener-")
                    .newThread(() -> same.completeAsync(() -> opensOnItsOwnLoop(two, listener), Runnable::run))
                    .start();
            assertTrue(same.get(10, TimeUnit.SECONDS), "what a thread opens is polled by its own loop");
        }
    }

    @Test
    @Clause("L3")
    void waitsOfEveryKindEndThoughThereIsOneLoop() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        Object monitor = new Object();
        CyclicBarrier barrier = new CyclicBarrier(2);
        CountDownLatch latch = new CountDownLatch(1);
        List<Task<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            tasks.add(run("sleeper, locker, waiter " + i, () -> {
                TimeUnit.MILLISECONDS.sleep(1); // the subject of this test: the loop has to wake it
                lock.lock();
                try {
                    TimeUnit.NANOSECONDS.sleep(1); // so that the other one meets the lock held by one that sleeps
                } finally {
                    lock.unlock();
                }
                synchronized (monitor) {
                    monitor.wait(1);
                }
                assertEquals(false, latch.await(1, TimeUnit.MILLISECONDS));
                barrier.await(10, TimeUnit.SECONDS);
            }));
        }
        for (Task<Boolean> task : tasks) {
            assertTrue(task.get());
        }
    }

    /** Opening a FIFO waits in the system call for the other end, and so each of two threads holds its carrier. */
    @Test
    @Clause("L3")
    void onCarrierLoopsThreadsThatBlockTheirCarriersForEachOtherGoOn(@TempDir Path directory) throws Exception {
        assumeLoops();
        Path fifo = directory.resolve("fifo");
        assumeTrue(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor() == 0, "there is no mkfifo here");
        Task<byte[]> reader = start("reader", () -> Files.readAllBytes(fifo));
        Task<Boolean> writer = run("writer", () -> Files.write(fifo, new byte[] {1, 2, 3}));
        assertTrue(writer.get());
        assertEquals(3, reader.get().length);
    }

    @Test
    @Clause("L4")
    void onCarrierLoopsAThreadThatComputesIsCountedAndTheOthersGoOn() throws Exception {
        assumeLoops();
        long before = netpoll.stalls();
        Pair pair = connect();
        AtomicBoolean enough = new AtomicBoolean();
        Task<Boolean> computing = run("computing", () -> compute(enough));
        Task<Boolean> other = run("computing too", () -> compute(enough));
        Await.until("the stall is counted", () -> netpoll.stalls() > before);
        for (int i = 0; i < 100; i++) {
            pair.client().write(new byte[] {(byte) i});
            assertEquals(i, Bytes.read(pair.server(), 1)[0]);
        }
        enough.set(true);
        assertTrue(computing.get());
        assertTrue(other.get());
    }

    /** On a platform thread, for every carrier of the JDK's is busy: who polls then? */
    @Test
    @Clause("L5")
    void eventsArriveThoughEveryCarrierComputes() throws Exception {
        Pair pair = connect();
        AtomicBoolean enough = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(Runtime.getRuntime().availableProcessors());
        List<Thread> hogs = new ArrayList<>();
        for (int i = 0; i < begun.getCount(); i++) {
            hogs.add(ThreadKind.best().factory("hog-").newThread(() -> {
                begun.countDown();
                compute(enough);
            }));
        }
        CompletableFuture<Integer> received = new CompletableFuture<>();
        Thread reader = ThreadKind.PLATFORM.factory("reader-").newThread(() -> {
            try {
                for (int i = 0; i < 200; i++) {
                    readOne(pair.server());
                }
                received.complete(readOne(pair.server()));
            } finally {
                enough.set(true);
            }
        });
        Thread writer = ThreadKind.PLATFORM.factory("writer-").newThread(() -> {
            for (int i = 0; i <= 200; i++) {
                writeOne(pair.client(), i);
            }
        });
        hogs.forEach(Thread::start);
        reader.start();
        writer.start();
        assertEquals((byte) 200, received.get(20, TimeUnit.SECONDS).byteValue());
        for (Thread hog : hogs) {
            hog.join();
        }
        reader.join();
        writer.join();
    }

    /** A peer that is always ahead: the reader never waits, and shares its carrier all the same. */
    @Test
    @Clause("L6")
    void aThreadWhoseCallsNeverWaitLetsOthersRun() throws Exception {
        assumeTrue(
                subject().threads() == ThreadKind.VIRTUAL, "the system shares processors out among platform threads");
        AtomicBoolean enough = new AtomicBoolean();
        List<Task<Boolean>> floods = new ArrayList<>();
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
            Pair pair = connect();
            floods.add(run("flood " + i, () -> {
                byte[] one = new byte[1];
                while (!enough.get()) {
                    pair.client().write(one);
                    pair.server().read(one);
                }
            }));
        }
        Pair pair = connect();
        for (int i = 0; i < 50; i++) {
            pair.client().write(new byte[] {(byte) i});
            assertEquals(i, Bytes.read(pair.server(), 1)[0]);
        }
        enough.set(true);
        for (Task<Boolean> flood : floods) {
            assertTrue(flood.get());
        }
    }

    @Test
    @Clause("L11")
    @SuppressWarnings("ThreadPriorityCheck") // the subject of this test
    void onCarrierLoopsOneThatHasNothingToDoTakesThreadsOfOneThatHasTooMuch() throws Exception {
        assumeLoops();
        try (Netpoll two = setup().options().loops(2).open()) {
            Listener<?> listener = listen(two);
            ByteStream client = connectTo(two, listener);
            ByteStream server = listener.accept();
            AtomicBoolean enough = new AtomicBoolean();
            Set<String> carriers = ConcurrentHashMap.newKeySet();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                threads.add(two.newThread(server, () -> {
                    while (!enough.get()) {
                        carriers.add(carrier());
                        computeABit();
                        Thread.yield();
                    }
                }));
            }
            threads.forEach(Thread::start);
            Await.until("the threads of one loop run on two", () -> carriers.size() == 2);
            assertTrue(
                    two.inspect().counters().steals() > 0, () -> two.inspect().toString());
            enough.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
            client.close();
            server.close();
        }
    }

    /**
     * Counted in runs of the others, for how long they take says nothing on a machine with other work; and once they
     * have run for a while, for nobody knows before who never waits. The one that needs little is asked in one of
     * eight rounds: its code is still cold, and one of its runs takes as long as several of theirs.
     */
    @Test
    @Clause("L12")
    @SuppressWarnings("ThreadPriorityCheck") // the subject of this test
    void onCarrierLoopsAThreadThatNeedsLittleComesBeforeThoseThatNeverWait() throws Exception {
        assumeLoops();
        try (Netpoll one = setup().options().loops(1).open()) {
            AtomicBoolean enough = new AtomicBoolean();
            AtomicIntegerArray runs = new AtomicIntegerArray(64);
            AtomicInteger all = new AtomicInteger();
            AtomicInteger asked = new AtomicInteger(-1);
            List<Integer> before = new ArrayList<>();
            Thread light = one.threadFactory("light-").newThread(() -> {
                while (before.size() < 51) {
                    while (asked.get() < 0) {
                        LockSupport.park();
                    }
                    before.add(all.get() - asked.getAndSet(-1));
                }
            });
            List<Thread> busy = new ArrayList<>();
            for (int i = 0; i < runs.length(); i++) {
                int number = i;
                busy.add(one.threadFactory("busy-").newThread(() -> {
                    while (!enough.get()) {
                        runs.incrementAndGet(number);
                        int count = all.incrementAndGet();
                        computeABit();
                        if (number == 0
                                && count > 200 * runs.length()
                                && runs.get(0) % 8 == 0
                                && light.getState() == Thread.State.WAITING) {
                            asked.set(count);
                            LockSupport.unpark(light);
                        }
                        Thread.yield();
                    }
                }));
            }
            light.start();
            busy.forEach(Thread::start);
            light.join();
            Await.until("all have run", () -> least(runs) > 0);
            enough.set(true);
            for (Thread thread : busy) {
                thread.join();
            }
            before.sort(Comparator.naturalOrder());
            assertTrue(before.get(25) < runs.length() / 4, () -> "others that came first: " + before);
        }
    }

    private static int least(AtomicIntegerArray numbers) {
        return IntStream.range(0, numbers.length()).map(numbers::get).min().orElseThrow();
    }

    /** Some tens of microseconds. */
    private static void computeABit() {
        for (int i = 0; i < 500; i++) {
            Thread.onSpinWait();
        }
    }

    private void assumeLoops() {
        assumeTrue(subject().scheduler() == Scheduler.CARRIER_LOOP, "the JDK runs these threads");
    }

    private boolean opensOnItsOwnLoop(Netpoll netpoll, Listener<?> listener) {
        try (ByteStream opened = connectTo(netpoll, listener)) {
            return carrier().equals(carrierOf(netpoll, opened));
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String carrierOf(Netpoll netpoll, ByteStream stream) throws Exception {
        CompletableFuture<String> carrier = new CompletableFuture<>();
        netpoll.newThread(stream, () -> carrier.complete(carrier())).start();
        return carrier.get(10, TimeUnit.SECONDS);
    }

    /** A running virtual thread names its carrier behind an @. */
    private static String carrier() {
        String self = Thread.currentThread().toString();
        return self.substring(self.indexOf('@') + 1);
    }

    private static void compute(AtomicBoolean enough) {
        while (!enough.get()) {
            Thread.onSpinWait();
        }
    }

    private static int readOne(ByteStream stream) {
        try {
            return Bytes.read(stream, 1)[0];
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void writeOne(ByteStream stream, int value) {
        try {
            stream.write(new byte[] {(byte) value});
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
