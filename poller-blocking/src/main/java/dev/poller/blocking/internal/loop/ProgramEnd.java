// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop;

import dev.poller.blocking.internal.thread.AtExit;
import java.util.concurrent.locks.LockSupport;

/**
 * When the program begins to end, loops wait outside the kernel's poll: they sleep for a moment, and look. HotSpot
 * waits up to 0.3 s at its end for threads in native code (VM_Exit::wait_for_threads_in_native_to_block,
 * src/hotspot/share/runtime/vmOperations.cpp), which a thread in epoll_wait is; one that sleeps is not. Sockets go on
 * working for the program's shutdown hooks, with up to {@link #MOST_NANOS} more of latency.
 *
 * <p>No loop misses it: whoever polls announces its wait and <em>then</em> reads {@link #hasBegun}; the hook writes
 * that and <em>then</em> wakes whoever has announced a wait.
 */
public final class ProgramEnd {
    /** While there are events, so that a server which drains its connections goes on. */
    private static final long LEAST_NANOS = 50_000;

    private static final long MOST_NANOS = 1_000_000;

    private static volatile boolean begun;

    private static final AtExit<PollLoop> LOOPS = new AtExit<>("poller-end", loop -> {
        begun = true;
        loop.wake();
    });

    private ProgramEnd() {}

    /** This loop runs. Any thread. */
    public static void opened(PollLoop loop) {
        if (!LOOPS.add(loop)) {
            begun = true;
        }
    }

    /** It does not any more. Any thread. */
    public static void closed(PollLoop loop) {
        LOOPS.remove(loop);
    }

    /** True from the beginning of the end on. */
    static boolean hasBegun() {
        return begun;
    }

    /**
     * Sleeps in the place of a poll that would wait.
     *
     * @param timeout of that poll, in nanoseconds; negative for none
     * @param before how long the last one slept; 0 if there were events since
     * @return how long
     */
    static long sleep(long timeout, long before) {
        long most = Math.min(Math.max(2 * before, LEAST_NANOS), MOST_NANOS);
        long nanos = timeout < 0 ? most : Math.min(timeout, most);
        LockSupport.parkNanos(nanos);
        return nanos;
    }
}
