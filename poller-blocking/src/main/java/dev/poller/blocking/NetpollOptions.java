// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.Capability;
import dev.poller.Pollers;
import dev.poller.blocking.internal.runtime.PollRuntime;
import dev.poller.blocking.internal.runtime.ProgramLoops;
import dev.poller.blocking.internal.runtime.Settings;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * How a {@link Netpoll} is opened. Immutable: each method returns a changed copy. What is not set comes from the system
 * properties {@value #SCHEDULER}, {@value #LOOPS}, {@value #HAND_OVER} and {@value #BUSY_POLL}, and then from the
 * defaults.
 */
public final class NetpollOptions {
    /** System property: {@code jdk}, {@code loop} or {@code auto}. */
    public static final String SCHEDULER = "poller.scheduler";

    /** System property: how many loops. */
    public static final String LOOPS = "poller.loops";

    /** System property: a number of events, or {@code never}. */
    public static final String HAND_OVER = "poller.handover";

    /** System property: a number of microseconds. */
    public static final String BUSY_POLL = "poller.busypoll";

    /** {@link #handOver} for a loop whose platform thread does all the polling. */
    public static final int NEVER = Integer.MAX_VALUE;

    /** Two events in one poll mean that there is load; docs/performance.md has what other numbers do. */
    private static final int DEFAULT_HAND_OVER = 2;

    /** Microseconds: longer than a peer on the same machine takes to answer; docs/performance.md. */
    private static final int DEFAULT_BUSY_POLL = 50;

    /** Microseconds: others wait for the carrier meanwhile. */
    private static final int MOST_BUSY_POLL = 1000;

    /** Each has a thread and descriptors, and beyond the number of processors a thread has nothing to run on. */
    private static final int MOST_LOOPS = 1024;

    private final Optional<String> provider;
    private final Scheduler scheduler;
    private final OptionalInt loops;
    private final int handOver;
    private final long busyPollNanos;

    private NetpollOptions(
            Optional<String> provider, Scheduler scheduler, OptionalInt loops, int handOver, long busyPollNanos) {
        this.provider = provider;
        this.scheduler = scheduler;
        this.loops = loops;
        this.handOver = handOver;
        this.busyPollNanos = busyPollNanos;
    }

    /** What the properties and the defaults say. */
    static NetpollOptions defaults() {
        OptionalInt loops = number(LOOPS, 1, MOST_LOOPS);
        boolean all = ProgramLoops.areWanted();
        return new NetpollOptions(
                Optional.empty(),
                all ? Scheduler.CARRIER_LOOP : Scheduler.of(System.getProperty(SCHEDULER, Scheduler.JDK.word())),
                all && loops.isEmpty() ? ProgramLoops.number() : loops,
                number(HAND_OVER, 1, NEVER).orElse(DEFAULT_HAND_OVER),
                TimeUnit.MICROSECONDS.toNanos(
                        number(BUSY_POLL, 0, MOST_BUSY_POLL).orElse(DEFAULT_BUSY_POLL)));
    }

    private static OptionalInt number(String property, int least, int most) {
        String text = System.getProperty(property);
        if (text == null) {
            return OptionalInt.empty();
        }
        if (property.equals(HAND_OVER) && text.equals("never")) {
            return OptionalInt.of(NEVER);
        }
        try {
            return OptionalInt.of(within(property, Integer.parseInt(text), least, most));
        } catch (NumberFormatException notOne) {
            throw new IllegalArgumentException(property + " must be a number: " + text, notOne);
        }
    }

    private static int within(String what, int number, int least, int most) {
        if (number < least || number > most) {
            String range = most == Integer.MAX_VALUE ? least + " or more: " : least + " to " + most + ": ";
            throw new IllegalArgumentException(what + " must be " + range + number);
        }
        return number;
    }

    /**
     * Forces a provider by name, whatever the property {@value Pollers#PROPERTY} and the variable {@value
     * Pollers#VARIABLE} say.
     *
     * @param name for example {@code nio}
     */
    public NetpollOptions provider(String name) {
        return new NetpollOptions(Optional.of(name), scheduler, loops, handOver, busyPollNanos);
    }

    /**
     * Who runs the virtual threads; {@link Scheduler#JDK} by default.
     *
     * @param who {@link Scheduler#CARRIER_LOOP} makes {@link #open} fail where it is not possible
     */
    public NetpollOptions scheduler(Scheduler who) {
        return new NetpollOptions(provider, who, loops, handOver, busyPollNanos);
    }

    /**
     * How many loops share the descriptors, each with a poller and a thread of its own: one by default, or with {@link
     * Scheduler#CARRIER_LOOP} one for two processors, which measured best where there are two (docs/performance.md).
     *
     * @param number 1 to 1024
     */
    public NetpollOptions loops(int number) {
        return new NetpollOptions(
                provider, scheduler, OptionalInt.of(within("loops", number, 1, MOST_LOOPS)), handOver, busyPollNanos);
    }

    /**
     * How many events of one poll make a loop's platform thread hand the polling over to a virtual thread, until there
     * is little to do again; one does if the thread woken before it has not run yet, and while {@linkplain #busyPoll
     * busy polling} pays. Of no consequence with {@link Scheduler#CARRIER_LOOP}, before Java 21, and on providers
     * without {@link Capability#EDGE}.
     *
     * @param events 2 by default, 1 hands over at every event, {@link #NEVER} not at all
     */
    public NetpollOptions handOver(int events) {
        return new NetpollOptions(provider, scheduler, loops, within("handOver", events, 1, NEVER), busyPollNanos);
    }

    /**
     * For how long a loop that has nothing to do polls on before it waits in the kernel, while waits are as short as
     * that and no more than eight waits for I/O take turns on the loop: a single conversation is answered tens of
     * microseconds sooner, for up to the whole of one processor. With more of them others come meanwhile, and the loop
     * waits in the kernel (docs/performance.md). Of no consequence where {@link #handOver} is of none, but with {@link
     * Scheduler#CARRIER_LOOP} always.
     *
     * @param longest up to a millisecond; 50 microseconds by default, zero for never
     */
    public NetpollOptions busyPoll(Duration longest) {
        if (longest.isNegative() || longest.compareTo(Duration.of(MOST_BUSY_POLL, ChronoUnit.MICROS)) > 0) {
            throw new IllegalArgumentException("busyPoll must be 0 to 1 ms: " + longest);
        }
        return new NetpollOptions(provider, scheduler, loops, handOver, longest.toNanos());
    }

    /**
     * Opens a runtime with these options.
     *
     * @throws dev.poller.PollerUnavailableException if no provider works, or the forced one does not
     * @throws UnsupportedOperationException if {@link Scheduler#CARRIER_LOOP} is asked for and not possible; the
     *     message says what is missing
     * @throws IOException if the operating system refuses
     */
    public Netpoll open() throws IOException {
        return scheduler == Scheduler.AUTO ? openAuto() : new Netpoll(PollRuntime.open(settings()), scheduler, null);
    }

    private Netpoll openAuto() throws IOException {
        int processors = Runtime.getRuntime().availableProcessors();
        String reason = "there is one processor";
        if (processors > 1) {
            try {
                PollRuntime onLoops =
                        PollRuntime.open(scheduler(Scheduler.CARRIER_LOOP).settings());
                return new Netpoll(onLoops, Scheduler.CARRIER_LOOP, "there are " + processors + " processors");
            } catch (UnsupportedOperationException missing) {
                reason = String.valueOf(missing.getMessage());
            }
        }
        return new Netpoll(PollRuntime.open(scheduler(Scheduler.JDK).settings()), Scheduler.JDK, reason);
    }

    Settings settings() {
        return new Settings(provider, scheduler == Scheduler.CARRIER_LOOP, loops, handOver, busyPollNanos);
    }
}
