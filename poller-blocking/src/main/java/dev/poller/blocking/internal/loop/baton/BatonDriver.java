// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop.baton;

import dev.poller.blocking.internal.loop.LoopDriver;
import dev.poller.blocking.internal.loop.PlatformDriver;
import dev.poller.blocking.internal.loop.PollLoop;
import dev.poller.blocking.internal.loop.PollPolicy;
import dev.poller.blocking.internal.thread.VirtualThreads;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A platform thread that polls while things are quiet, and a virtual one, the assist, that polls while they are not.
 * Any thread may call {@link #start} and {@link #awaitEnd}; the two threads hand each other the baton.
 *
 * <p>The platform thread can wait in the kernel without holding a carrier, but each thread it wakes is a wake across
 * threads. The assist never waits: it polls from a carrier, yields to those it has woken, and polls again, so that
 * under load nobody but the kernel is asked for anything. When it gets no carrier, the platform thread polls in its
 * place, as Go's sysmon does, and goes on if that wakes none but its like. {@link PollPolicy} says when.
 */
public final class BatonDriver extends LoopDriver {
    private final Baton baton = new Baton();
    private final PollPolicy policy;
    private final Thread platform;

    /**
     * Made by the platform thread: a virtual thread takes its carriers from the thread that makes it, if that is
     * virtual.
     */
    private volatile @Nullable Thread assist;

    /** How often the assist has polled; only whether it changes matters. */
    private final AtomicInteger polls = new AtomicInteger();

    /** A driver for a Java that has virtual threads. */
    public BatonDriver(PollLoop loop) {
        super(loop);
        this.policy = loop.policy();
        this.platform = PlatformDriver.thread(this::platform);
    }

    @Override
    public void start() {
        platform.start();
    }

    @Override
    public void awaitEnd() {
        LockSupport.unpark(platform);
        LoopDriver.join(platform);
        Thread started = assist;
        if (started != null) {
            LockSupport.unpark(started);
            LoopDriver.join(started);
        }
    }

    private void platform() {
        try {
            Thread made = VirtualThreads.unstarted(this::assist);
            made.setName(platform.getName() + "-assist");
            assist = made;
            made.start();
            while (loop.isRunning()) {
                int ready = loop.await(PollLoop.ALWAYS_IDLE);
                loop.fireTimers();
                if (policy.handsOver(ready, loop.isBehind()) && isParked(made)) {
                    policy.assistBegins(ready);
                    loop.handsOver();
                    baton.handOver();
                    LockSupport.unpark(assist);
                    awaitBaton();
                }
            }
        } catch (Throwable failure) {
            loop.failed(failure);
        }
        LockSupport.unpark(assist);
    }

    /**
     * True if the assist comes behind those just woken when it is woken itself: all are then submitted from here, in
     * order. One that has given the baton back and has not parked yet would go on in its carrier's queue, and they
     * wait.
     */
    private static boolean isParked(Thread assist) {
        return assist.getState() == Thread.State.WAITING;
    }

    /** Returns once the baton has been given back. */
    private void awaitBaton() throws IOException {
        int seen = polls.get();
        long since = System.nanoTime();
        while (!baton.isPlatforms() && loop.isRunning()) {
            LockSupport.parkNanos(this, PollPolicy.TICK_NANOS);
            int now = polls.get();
            if (now != seen) {
                seen = now;
                since = System.nanoTime();
            } else if (System.nanoTime() - since >= PollPolicy.TICK_NANOS) {
                pollInItsPlace();
            }
        }
    }

    /**
     * Polls once, and goes on, waiting, as long as that wakes threads of the platform alone: they run though no carrier
     * is free. Virtual ones would not run any sooner for more polls, and those woken from here run before the assist
     * does.
     */
    private void pollInItsPlace() throws IOException {
        boolean goOn = pollInItsPlace(false);
        while (goOn) {
            goOn = pollInItsPlace(true);
        }
    }

    private boolean pollInItsPlace(boolean wait) throws IOException {
        if (!baton.beginBorrow()) {
            return false;
        }
        boolean platformAlone;
        try {
            platformAlone = loop.wakesPlatformAlone(wait);
        } finally {
            baton.endBorrow();
        }
        loop.fireTimers();
        return platformAlone;
    }

    private void assist() {
        try {
            while (loop.isRunning()) {
                // Looked at anew before each park: whoever changes it unparks, but pollUntilDry may have used that up.
                if (baton.isPlatforms()) {
                    LockSupport.park(this);
                } else {
                    pollUntilDry();
                }
            }
        } catch (Throwable failure) {
            loop.failed(failure);
        }
        LockSupport.unpark(platform);
    }

    @SuppressWarnings(
            "ThreadPriorityCheck") // The yield hands the carrier to those just woken; none is a matter of correctness.
    private void pollUntilDry() throws IOException {
        long since = System.nanoTime();
        while (!baton.isPlatforms() && loop.isRunning()) {
            if (baton.beginPoll()) {
                int ready;
                try {
                    ready = loop.look(policy.assistTurn(), PollLoop.ALWAYS_IDLE);
                } finally {
                    baton.endPoll();
                }
                polls.setRelease(polls.getPlain() + 1); // one writer
                loop.fireTimers(); // Not while POLLING: it may park for the timers' lock, and then nobody could poll.
                if (policy.assistEnds(ready) && baton.giveBack()) {
                    LockSupport.unpark(platform);
                    return;
                }
            } else {
                loop.wake(); // The platform thread polls in this one's place, and may wait.
            }
            if (System.nanoTime() - since < PollPolicy.LONGEST_STAY_NANOS) {
                Thread.yield();
            } else {
                leaveQueue();
                since = System.nanoTime();
            }
        }
    }

    /**
     * Has the carrier run those woken from elsewhere. From the first park this comes back by the timers' queue, once
     * the carrier's own is empty. But a carrier goes on with the queue it has begun with for as long as it finds
     * something there (runWorker in ForkJoinPool, JDK 25): if that is the timers', it finds this. During the second it
     * finds nothing.
     */
    private void leaveQueue() {
        LockSupport.parkNanos(this, 1);
        LockSupport.parkNanos(this, PollPolicy.AWAY_NANOS);
    }
}
