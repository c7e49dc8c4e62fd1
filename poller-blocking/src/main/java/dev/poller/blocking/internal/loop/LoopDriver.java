// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop;

import dev.poller.blocking.internal.thread.VirtualThreads;

/** The threads that poll a {@link PollLoop}. Any thread may call. */
public abstract class LoopDriver {
    protected final PollLoop loop;

    protected LoopDriver(PollLoop loop) {
        this.loop = loop;
    }

    /** What it drives. */
    public final PollLoop loop() {
        return loop;
    }

    /** Starts to poll; once. */
    public abstract void start();

    /**
     * Returns when no thread of this driver is inside the poller any more; the loop has been ended and its poller
     * closed. A thread of the driver itself does not wait.
     */
    public abstract void awaitEnd();

    /** A call on a descriptor of this loop has moved so many bytes. On the thread that made it. */
    public void moved(int bytes) {}

    /** A thread for code that uses descriptors of this loop; not started. */
    public Thread newThread(Runnable task) {
        return VirtualThreads.unstarted(task);
    }

    /** Waits for a thread's end, keeping an interrupt for later: half a close would leak. */
    public static void join(Thread thread) {
        if (thread == Thread.currentThread()) {
            return;
        }
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
