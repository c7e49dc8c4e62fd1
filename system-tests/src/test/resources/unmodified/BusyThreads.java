// SPDX-License-Identifier: Apache-2.0
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Virtual threads that compute until one says stop that was started after them, while they are at it. */
final class BusyThreads {
    private static final int BUSY = 8;

    public static void main(String[] arguments) throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch running = new CountDownLatch(BUSY);
        Thread[] busy = new Thread[BUSY];
        for (int i = 0; i < BUSY; i++) {
            busy[i] = Thread.startVirtualThread(() -> {
                running.countDown();
                while (!stop.get()) {
                    Thread.onSpinWait();
                }
            });
        }
        running.await();
        Thread.startVirtualThread(() -> stop.set(true));
        for (Thread thread : busy) {
            thread.join();
        }
        System.out.println("stopped");
    }
}
