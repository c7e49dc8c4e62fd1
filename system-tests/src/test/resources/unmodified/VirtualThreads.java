// SPDX-License-Identifier: Apache-2.0
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/** What virtual threads promise, a line for each; whoever runs them, the lines are the same. */
final class VirtualThreads {
    private static final int PARKED = 100_000;
    private static final int DEPTH_OF_INTEREST = 1000;

    public static void main(String[] arguments) throws Exception {
        say("starts", VirtualThreads::starts);
        say("names", VirtualThreads::names);
        say("carried", VirtualThreads::carried);
        say("nested", () -> nested(4));
        say("locals", VirtualThreads::locals);
        say("times", VirtualThreads::times);
        say("locks", VirtualThreads::locks);
        say("queues", VirtualThreads::queues);
        say("monitors", VirtualThreads::monitors);
        say("timed monitor", VirtualThreads::timedMonitor);
        say("permits", VirtualThreads::permits);
        say("interrupts", VirtualThreads::interrupts);
        say("joins", VirtualThreads::joins);
        say("states", VirtualThreads::states);
        say("uncaught", VirtualThreads::uncaught);
        say("recursion", VirtualThreads::recursion);
        say("futures", VirtualThreads::futures);
        say("pinned", VirtualThreads::pinned);
        say("yields", VirtualThreads::yields);
        say("stack", VirtualThreads::stack);
        say("parked", VirtualThreads::parked);
        say("hidden", VirtualThreads::hidden);
        say("platform threads", VirtualThreads::platformThreads);
        say("left", VirtualThreads::left);
    }

    private static void say(String what, Callable<Object> does) throws Exception {
        Object of = does.call();
        System.out.println(what + ": " + of);
    }

    /** Runs it on a virtual thread, and hands on what it returns or throws. */
    private static <T> T on(Callable<T> task) throws Exception {
        AtomicReference<T> value = new AtomicReference<>();
        AtomicReference<Exception> thrown = new AtomicReference<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        value.set(task.call());
                    } catch (Exception failure) {
                        thrown.set(failure);
                    }
                })
                .join();
        if (thrown.get() != null) {
            throw thrown.get();
        }
        return value.get();
    }

    private static Object starts() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        Runnable count = ran::incrementAndGet;
        List<Thread> threads = new ArrayList<>();
        threads.add(Thread.ofVirtual().start(count));
        threads.add(Thread.startVirtualThread(count));
        threads.add(Thread.ofVirtual().unstarted(count));
        threads.get(2).start();
        ThreadFactory factory = Thread.ofVirtual().factory();
        threads.add(factory.newThread(count));
        threads.get(3).start();
        for (Thread thread : threads) {
            thread.join();
        }
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 1000).forEach(i -> executor.submit(count));
        }
        try (ExecutorService executor = Executors.newThreadPerTaskExecutor(factory)) {
            executor.invokeAll(List.of(Executors.callable(count), Executors.callable(count)));
        }
        return ran;
    }

    private static Object names() throws Exception {
        List<String> names = new ArrayList<>();
        Runnable name = () -> names.add("'" + Thread.currentThread().getName() + "'");
        Thread.ofVirtual().name("one").start(name).join();
        Thread.Builder builder = Thread.ofVirtual().name("n-", 7);
        builder.start(name).join();
        builder.start(name).join();
        Thread.startVirtualThread(name).join();
        Thread renamed = Thread.ofVirtual().unstarted(name);
        renamed.setName("later");
        renamed.start();
        renamed.join();
        return names;
    }

    private static Object carried() throws Exception {
        String text = on(() -> Thread.currentThread().toString());
        Thread thread = on(Thread::currentThread);
        return text.matches("VirtualThread\\[#\\d+]/runnable@\\S+") + " " + thread.isDaemon() + " "
                + thread.getPriority() + " " + on(() -> Thread.currentThread().getThreadGroup().getName()) + " "
                + on(() -> Thread.currentThread().getContextClassLoader()
                        == VirtualThreads.class.getClassLoader());
    }

    private static Object nested(int levels) throws Exception {
        if (levels == 0) {
            return 1;
        }
        int sum = 0;
        for (int i = 0; i < 5; i++) {
            sum += (int) on(() -> nested(levels - 1));
        }
        return sum;
    }

    private static Object locals() throws Exception {
        ThreadLocal<String> local = new ThreadLocal<>();
        InheritableThreadLocal<String> inheritable = new InheritableThreadLocal<>();
        local.set("mine");
        inheritable.set("all's");
        List<String> seen = new ArrayList<>();
        seen.add(on(local::get) + " " + on(inheritable::get));
        seen.add(on(() -> {
            local.set("its");
            Thread.sleep(1); // so that it leaves its carrier in between
            return local.get() + " " + on(local::get) + " " + on(inheritable::get);
        }));
        Thread.ofVirtual()
                .inheritInheritableThreadLocals(false)
                .start(() -> seen.add(inheritable.get()))
                .join();
        seen.add(local.get());
        return seen;
    }

    /** The sleeps are what is looked at. */
    private static Object times() throws Exception {
        return on(() -> {
            long begun = System.nanoTime();
            Thread.sleep(20);
            Thread.sleep(Duration.ofMillis(20));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            boolean acquired = new Semaphore(0).tryAcquire(20, TimeUnit.MILLISECONDS);
            Object polled = new SynchronousQueue<>().poll(20, TimeUnit.MILLISECONDS);
            long took = System.nanoTime() - begun;
            return acquired + " " + polled + " " + (took >= TimeUnit.MILLISECONDS.toNanos(80));
        });
    }

    private static Object locks() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        Condition changed = lock.newCondition();
        Semaphore two = new Semaphore(2);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        int[] count = {0};
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                executor.submit(() -> {
                    for (int n = 0; n < 200; n++) {
                        lock.lock();
                        try {
                            count[0]++;
                            changed.signalAll();
                        } finally {
                            lock.unlock();
                        }
                    }
                    two.acquire();
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.sleep(1); // so that others try to come in
                    inside.decrementAndGet();
                    two.release();
                    return null;
                });
            }
            lock.lock();
            try {
                while (count[0] < 10_000) {
                    changed.await();
                }
            } finally {
                lock.unlock();
            }
        }
        return count[0] + " " + (most.get() <= 2);
    }

    private static Object queues() throws Exception {
        BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(3);
        AtomicLong sum = new AtomicLong();
        Thread taker = Thread.startVirtualThread(() -> {
            try {
                for (int n = queue.take(); n >= 0; n = queue.take()) {
                    sum.addAndGet(n);
                }
            } catch (InterruptedException unexpected) {
                sum.set(-1);
            }
        });
        on(() -> {
            for (int n = 0; n < 10_000; n++) {
                queue.put(n);
            }
            return null;
        });
        queue.put(-1);
        taker.join();
        return sum;
    }

    private static Object monitors() throws Exception {
        Object monitor = new Object();
        int[] turn = {0};
        List<Thread> players = new ArrayList<>();
        for (int player = 0; player < 2; player++) {
            int mine = player;
            players.add(Thread.startVirtualThread(() -> {
                for (int round = 0; round < 200; round++) {
                    synchronized (monitor) {
                        while (turn[0] % 2 != mine) {
                            try {
                                monitor.wait();
                            } catch (InterruptedException unexpected) {
                                return;
                            }
                        }
                        turn[0]++;
                        monitor.notifyAll();
                    }
                }
            }));
        }
        for (Thread player : players) {
            player.join();
        }
        return turn[0];
    }

    private static Object timedMonitor() throws Exception {
        return on(() -> {
            Object monitor = new Object();
            long begun = System.nanoTime();
            synchronized (monitor) {
                monitor.wait(20);
            }
            return System.nanoTime() - begun >= TimeUnit.MILLISECONDS.toNanos(20);
        });
    }

    private static Object permits() throws Exception {
        return on(() -> {
            LockSupport.unpark(Thread.currentThread());
            LockSupport.park();
            Thread self = Thread.currentThread();
            Thread.startVirtualThread(() -> LockSupport.unpark(self));
            LockSupport.park();
            return "back";
        });
    }

    private static Object interrupts() throws Exception {
        Map<String, String> seen = new TreeMap<>();
        seen.put("sleep", interrupted(() -> Thread.sleep(60_000)));
        seen.put("park", interrupted(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                LockSupport.park();
            }
        }));
        seen.put("take", interrupted(() -> new ArrayBlockingQueue<>(1).take()));
        seen.put("lock", interrupted(() -> {
            ReentrantLock held = new ReentrantLock();
            Thread.ofPlatform().start(held::lock).join();
            held.lockInterruptibly();
        }));
        seen.put("wait", interrupted(() -> {
            synchronized (seen) {
                seen.wait();
            }
        }));
        Thread never = Thread.ofVirtual().unstarted(() -> {});
        seen.put("join", interrupted(() -> {
            Thread long_ = Thread.startVirtualThread(LockSupport::park);
            try {
                long_.join();
            } finally {
                LockSupport.unpark(long_);
            }
        }));
        never.interrupt();
        seen.put("before its start", String.valueOf(never.isInterrupted()));
        return seen;
    }

    private interface Waiting {
        void await() throws Exception;
    }

    private static String interrupted(Waiting waiting) throws Exception {
        AtomicReference<String> seen = new AtomicReference<>();
        Thread thread = Thread.startVirtualThread(() -> {
            try {
                waiting.await();
                seen.set("returned " + Thread.currentThread().isInterrupted());
            } catch (Exception thrown) {
                seen.set(thrown.getClass().getSimpleName() + " " + Thread.currentThread().isInterrupted());
            }
        });
        awaitState(thread, Thread.State.WAITING, Thread.State.TIMED_WAITING);
        thread.interrupt();
        thread.join();
        return seen.get();
    }

    private static void awaitState(Thread thread, Thread.State... states) {
        while (!List.of(states).contains(thread.getState())) {
            Thread.onSpinWait();
        }
    }

    private static Object joins() throws Exception {
        Thread parked = Thread.startVirtualThread(LockSupport::park);
        boolean early = parked.join(Duration.ofMillis(10));
        LockSupport.unpark(parked);
        boolean late = parked.join(Duration.ofSeconds(30));
        return early + " " + late + " " + parked.isAlive();
    }

    private static Object states() throws Exception {
        Thread thread = Thread.ofVirtual().unstarted(LockSupport::park);
        String states = thread.getState().toString();
        thread.start();
        awaitState(thread, Thread.State.WAITING);
        states += " " + thread.getState();
        LockSupport.unpark(thread);
        thread.join();
        return states + " " + thread.getState();
    }

    private static Object uncaught() throws Exception {
        List<String> told = new ArrayList<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((of, thrown) -> told.add(of.getName() + " " + thrown));
        Thread.ofVirtual()
                .name("a")
                .start(() -> {
                    throw new IllegalStateException("one");
                })
                .join();
        Thread.ofVirtual()
                .name("b")
                .uncaughtExceptionHandler((of, thrown) -> told.add("own " + thrown))
                .start(() -> {
                    throw new AssertionError("two");
                })
                .join();
        Thread.setDefaultUncaughtExceptionHandler(before);
        return told;
    }

    private static int depth;

    private static void deeper() {
        depth++;
        deeper();
    }

    private static Object recursion() throws Exception {
        return on(() -> {
            try {
                deeper();
            } catch (StackOverflowError expected) {
                Thread.sleep(1); // it can still leave its carrier
                return depth > DEPTH_OF_INTEREST;
            }
            return "no end";
        });
    }

    private static Object futures() throws Exception {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Integer>> all = IntStream.range(0, 1000)
                    .mapToObj(n -> CompletableFuture.supplyAsync(() -> n, executor)
                            .thenApplyAsync(v -> v * 2, executor))
                    .toList();
            return all.stream().mapToInt(CompletableFuture::join).sum()
                    + on(() -> IntStream.range(0, 100_000).parallel().map(n -> n % 7).sum());
        }
    }

    /** Each holds a monitor while it sleeps; before Java 24 that holds what carries it. */
    private static Object pinned() throws Exception {
        AtomicInteger done = new AtomicInteger();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                executor.submit(() -> {
                    synchronized (new Object()) {
                        Thread.sleep(20);
                    }
                    return done.incrementAndGet();
                });
            }
        }
        return done;
    }

    private static Object yields() throws Exception {
        AtomicInteger turns = new AtomicInteger();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                executor.submit(() -> {
                    for (int n = 0; n < 100; n++) {
                        Thread.yield();
                        turns.incrementAndGet();
                    }
                });
            }
        }
        return turns;
    }

    /** Nobody else's frames. */
    private static Object stack() throws Exception {
        StackTraceElement[] frames = on(() -> new Throwable().getStackTrace());
        StackTraceElement last = frames[frames.length - 1];
        return last.getClassName() + "." + last.getMethodName() + " " + frames.length;
    }

    private static Object parked() throws Exception {
        CountDownLatch all = new CountDownLatch(PARKED);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        List<Thread> threads = new ArrayList<>(PARKED);
        for (int i = 0; i < PARKED; i++) {
            threads.add(Thread.startVirtualThread(() -> {
                all.countDown();
                try {
                    go.await();
                } catch (InterruptedException unexpected) {
                    return;
                }
                done.incrementAndGet();
            }));
        }
        all.await();
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        return done;
    }

    private static Object hidden() {
        List<String> seen = new ArrayList<>();
        for (String name : List.of("dev.poller.blocking.Netpoll", "org.objectweb.asm.ClassReader")) {
            try {
                seen.add(Class.forName(name).getName());
            } catch (ClassNotFoundException hidden) {
                // As it should be.
            }
        }
        seen.addAll(System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("poller") && !name.equals("poller.loops")) // a test's own
                .toList());
        return seen;
    }

    /** Threads of the platform do not hear of this. */
    private static Object platformThreads() throws Exception {
        AtomicReference<String> name = new AtomicReference<>();
        Thread thread = Thread.ofPlatform().name("p").start(() -> name.set(Thread.currentThread().toString()));
        thread.join();
        return name.get().replaceAll("#\\d+", "#n") + " "
                + (ManagementFactory.getThreadMXBean().getThreadCount() > 0);
    }

    /** Nothing that these are at keeps the program from ending. */
    private static Object left() {
        Thread.startVirtualThread(LockSupport::park);
        Thread.startVirtualThread(() -> {
            while (true) {
                Thread.onSpinWait();
            }
        });
        return 2;
    }
}
