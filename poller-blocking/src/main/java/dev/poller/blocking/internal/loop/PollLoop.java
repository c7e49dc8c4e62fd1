// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop;

import dev.poller.Poller;
import dev.poller.Readiness;
import dev.poller.ReadyHandler;
import dev.poller.Registration;
import dev.poller.blocking.inspect.Counters;
import dev.poller.blocking.internal.thread.VirtualThreads;
import dev.poller.blocking.internal.wait.Count;
import dev.poller.blocking.internal.wait.PollDescriptor;
import dev.poller.blocking.internal.wait.Recording;
import dev.poller.blocking.internal.wait.Side;
import dev.poller.blocking.internal.wait.TimerQueue;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One poller and the deadlines that end its waits. One thread at a time polls, as the {@link LoopDriver} has it; any
 * thread may call {@link #wake} and {@link #timers}. It runs no user code.
 */
public final class PollLoop {
    private final Poller poller;
    private final TimerQueue timers = new TimerQueue(this::wake);
    private final PollPolicy policy;
    private final Consumer<Throwable> onFailure;

    private final WaitStage stage = new WaitStage();
    private final AtomicInteger wakers = new AtomicInteger();

    private final ReadyHandler handler = this::ready;
    private final ReadyHandler notingHandler = this::noteAndReady;

    /** Belong, with the next two, to the driving thread. */
    private boolean platformWaited;

    private boolean virtualWaited;

    /**
     * The side whose waiter was woken last; null if none was. {@link #forget} may overtake the driving thread's write,
     * for the woken thread may close at once. So that thread looks again when it announces a wait: the announcement is
     * volatile and comes after its write, as the closer's look comes after the close, and one of them sees the other.
     */
    private @Nullable Side lastWoken;

    private boolean behind;

    /** For how long it slept last at the {@link ProgramEnd}; 0 since there were events. */
    private long slept;

    /** By the driving thread, as the next two. */
    private final Count polls = new Count();

    private final Count events = new Count();
    private final Count handOvers = new Count();
    private final LongAdder breaks = new LongAdder();

    private volatile boolean ended;

    /**
     * A loop that nobody drives yet.
     *
     * @param policy who polls when; confined to the thread that does
     * @param onFailure told why nobody polls any more, at most once
     */
    public PollLoop(Poller poller, PollPolicy policy, Consumer<Throwable> onFailure) {
        this.poller = poller;
        this.policy = policy;
        this.onFailure = onFailure;
    }

    public Poller poller() {
        return poller;
    }

    public TimerQueue timers() {
        return timers;
    }

    public PollPolicy policy() {
        return policy;
    }

    /** Polls without waiting; how many registrations were ready. On the driving thread. */
    public int look() throws IOException {
        return poll(0, handler);
    }

    /**
     * Polls; true if threads of the platform waited for what was ready, and no virtual ones. On the driving thread.
     *
     * @param wait until events, the next deadline or a {@link #wake}; false for not at all
     */
    public boolean wakesPlatformAlone(boolean wait) throws IOException {
        platformWaited = false;
        virtualWaited = false;
        if (!wait) {
            poll(0, notingHandler);
        } else {
            announce();
            try {
                poll(timers.timeout(), notingHandler);
            } finally {
                stage.leave();
            }
        }
        return platformWaited && !virtualWaited;
    }

    /**
     * Polls without waiting, again and again; how many registrations were ready. On the driving thread.
     *
     * @param nanos for how long, if nothing is ready; 0 for once
     * @param idle ends it when false
     */
    public int look(long nanos, BooleanSupplier idle) throws IOException {
        int ready = look();
        if (ready > 0 || nanos == 0) {
            return ready;
        }
        long begun = System.nanoTime();
        while (ready == 0 && idle.getAsBoolean() && !ended && System.nanoTime() - begun < nanos) {
            ready = look();
        }
        return ready;
    }

    /**
     * Polls on without waiting, if that pays; false if there is still nothing to do. On the driving thread.
     *
     * @param idle false if there is something to do already
     */
    public boolean pollOn(BooleanSupplier idle) throws IOException {
        if (!policy.pays() || !idle.getAsBoolean()) {
            return false;
        }
        stage.look();
        try {
            boolean found = look(policy.busyPollNanos(), idle) > 0 || !idle.getAsBoolean();
            if (found) {
                policy.found();
            } else {
                policy.foundNothing();
            }
            return found;
        } finally {
            stage.leave();
        }
    }

    /**
     * Polls, waiting for events, the next deadline or a {@link #wake}; how many registrations were ready. On the
     * driving thread.
     *
     * @param idle read once the wait is announced; if false there is no wait
     */
    public int await(BooleanSupplier idle) throws IOException {
        announce();
        try {
            if (idle.getAsBoolean()) {
                long begun = System.nanoTime();
                int ready = poll(timers.timeout(), handler);
                policy.waited(System.nanoTime() - begun);
                return ready;
            }
            stage.look();
            return poll(0, handler);
        } finally {
            stage.leave();
        }
    }

    private int poll(long timeoutNanos, ReadyHandler told) throws IOException {
        PollEvent event = Recording.isPossible() ? PollEvent.begun() : null;
        long timeout = timeoutNanos;
        if (timeout != 0 && ProgramEnd.hasBegun()) {
            slept = ProgramEnd.sleep(timeout, slept);
            timeout = 0;
        }
        int ready = poller.poll(timeout, told);
        if (ready > 0) {
            slept = 0;
        }
        polls.add(1);
        events.add(ready);
        if (event != null) {
            event.ended(ready);
        }
        return ready;
    }

    /** Another thread drives from now on. On the one that has driven. */
    public void handsOver() {
        handOvers.add(1);
    }

    /** What was done so far. Any thread. */
    public Counters counters() {
        return new Counters(
                polls.get(),
                events.get(),
                poller.staleEvents(),
                0,
                breaks.sum(),
                poller.breaksSent(),
                timers.expired(),
                handOvers.get(),
                0,
                0,
                0,
                0);
    }

    /** Expires what is due. On the driving thread. */
    public void fireTimers() {
        timers.fire();
    }

    /** Announces a wait; from then on no side of a closed descriptor is held. */
    private void announce() {
        stage.announce();
        Side last = lastWoken;
        if (last != null && last.isClosed()) {
            lastWoken = null;
        }
    }

    /** This descriptor is closed: it, and through it whoever closed it, is held no more. Any thread. */
    public void forget(PollDescriptor descriptor) {
        Side last = lastWoken;
        if (descriptor.read.equals(last) || descriptor.write.equals(last)) {
            lastWoken = null;
        }
    }

    /** True if a thread waits here, or is about to, and a {@link #wake} would end that. */
    public boolean isWaiting() {
        return stage.isAnnounced();
    }

    /** Ends the wait of whoever waits. */
    public void wake() {
        if (stage.isAnnounced()) {
            breaks.increment();
            wakers.incrementAndGet();
            try {
                poller.breakPoll();
            } finally {
                wakers.decrementAndGet();
            }
        }
    }

    /** True while a thread polls or wakes: once it is false after the close, the poller's descriptors are gone. */
    public boolean isInUse() {
        return !stage.isAway() || wakers.get() > 0;
    }

    /** False once the poll has failed, or {@link #end} was called. */
    public boolean isRunning() {
        return !ended;
    }

    /** Nobody shall poll any more. */
    public void end() {
        ended = true;
    }

    /** The poll has failed, unless it was ended. By the thread that saw it. */
    public void failed(Throwable cause) {
        if (!ended) {
            ended = true;
            onFailure.accept(cause);
        }
    }

    /**
     * True if in the last poll an event came before the thread woken by the one before it had run. On the driving
     * thread.
     */
    public boolean isBehind() {
        return behind;
    }

    private void noteAndReady(Registration registration, Readiness readiness) {
        if (registration.attachment() instanceof PollDescriptor descriptor) {
            note(descriptor.read.waiter());
            note(descriptor.write.waiter());
        }
        ready(registration, readiness);
    }

    private void note(@Nullable Thread waiter) {
        if (waiter != null) {
            boolean virtual = VirtualThreads.isVirtual(waiter);
            virtualWaited |= virtual;
            platformWaited |= !virtual;
        }
    }

    private void ready(Registration registration, Readiness readiness) {
        if (stage.isAnnounced()) {
            stage.look(); // The wait is over: whoever is woken from here must not break it.
        }
        if (registration.attachment() instanceof PollDescriptor descriptor) {
            Side before = lastWoken;
            behind = before != null && before.isWakeDue();
            Side woken = descriptor.ready(readiness);
            if (woken != null) {
                lastWoken = woken;
                policy.woke(woken);
            }
        }
    }

    @Override
    public String toString() {
        return "PollLoop[" + poller.provider() + "]";
    }

    /** For drivers that have nothing but the poll to look after. */
    public static final BooleanSupplier ALWAYS_IDLE = () -> true;
}
