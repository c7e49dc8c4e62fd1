// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop;

import dev.poller.blocking.internal.thread.OwnThreads;
import java.util.concurrent.atomic.AtomicInteger;

/** One daemon platform thread that polls. Any thread may call. */
public final class PlatformDriver extends LoopDriver {
    private static final AtomicInteger LOOPS = new AtomicInteger();

    private final Thread thread;

    public PlatformDriver(PollLoop loop) {
        super(loop);
        this.thread = thread(this::run);
    }

    /** A thread for a loop, not started yet. */
    public static Thread thread(Runnable task) {
        return OwnThreads.daemon(task, "poller-loop-" + LOOPS.getAndIncrement());
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void awaitEnd() {
        LoopDriver.join(thread);
    }

    private void run() {
        try {
            while (loop.isRunning()) {
                loop.await(PollLoop.ALWAYS_IDLE);
                loop.fireTimers();
            }
        } catch (Throwable failure) {
            loop.failed(failure);
        }
    }
}
