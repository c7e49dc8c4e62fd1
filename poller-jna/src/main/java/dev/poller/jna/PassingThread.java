// SPDX-License-Identifier: Apache-2.0
package dev.poller.jna;

/** A thread for something that leaves values of its own behind in the thread that does it. Any thread may call. */
final class PassingThread {
    private PassingThread() {}

    /** Runs a task that does not fail and returns when its thread has ended, keeping an interrupt for later. */
    static void run(String name, Runnable task) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null); // Inherited by threads that the task has the JDK start.
        thread.start();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
