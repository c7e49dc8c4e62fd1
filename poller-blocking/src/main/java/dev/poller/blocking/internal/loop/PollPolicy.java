// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop;

/**
 * Who polls when, in one paragraph. While little happens a platform thread waits in the kernel. When a poll brings
 * {@link #handsOver several events}, or one before the thread woken by the last has run, or one so soon that polling on
 * would have found it, a virtual thread, the assist, polls in its place, without waiting, and lets those it has woken
 * run in between. It goes on while it finds something, leaves its carrier's queue for a moment after {@link
 * #LONGEST_STAY_NANOS}, and gives the poll back after {@link #POLLS} polls in vain. If it gets no carrier for {@link
 * #TICK_NANOS} to twice that, the platform thread polls once in its place. A carrier loop polls when it has nothing to
 * run, and {@link #RUN_NANOS} after the last poll at the latest, or {@link
 * #LONG_RUN_NANOS} if somebody runs for long; one that is held up for {@link #STALL_NANOS}, or
 * {@link #SHORT_STALL_NANOS} while another loop waits, gets another carrier; and of one that has had too much for
 * {@link #STEAL_NANOS} those that have nothing take. All of them poll on without waiting for up to the user's limit (50
 * us) before they give up or wait, as long as that {@link #pays}: it does while waits are as short as that, because
 * putting a processor to sleep and waking it takes longer than such a wait, and while {@link RecentSides a few} take
 * turns, each of which goes on when it has its answer: where many come, others come meanwhile, and the processor's time
 * is worth more than the moment. Every attempt in vain makes the next one rarer, as Linux's haltpoll governor has it
 * (drivers/cpuidle/governors/haltpoll.c). The figures behind the numbers are in docs/performance.md.
 *
 * <p>This is the state behind these decisions. It belongs to the thread that polls, and goes with the baton.
 */
public final class PollPolicy {
    /** Go's sysmon polls when nobody has for 10 ms (runtime/proc.go). Two ticks of 5 ms make that at the most. */
    public static final long TICK_NANOS = 5_000_000;

    /**
     * How long the assist keeps to its carrier's queue though there is load: as long as it yields, that queue is not
     * empty, and threads woken from elsewhere wait (ForkJoinPool.topLevelExec, JDK 25).
     */
    public static final long LONGEST_STAY_NANOS = 10_000_000;

    /** How long it stays away once that queue is empty: for longer than the carrier takes to look at all the others. */
    public static final long AWAY_NANOS = 50_000;

    /** How long a carrier runs threads between two polls, if each runs for a moment: enough to make a poll cheap. */
    public static final long RUN_NANOS = 800_000;

    /** How long if some run for longer, as those do that always have more: others that need little are to come soon. */
    public static final long LONG_RUN_NANOS = 200_000;

    /** What is longer than a moment. */
    public static final long MOMENT_NANOS = 50_000;

    /** How long one run may hold a carrier up; as Go's sysmon. */
    public static final long STALL_NANOS = 10_000_000;

    /** How long while another loop waits, so that a processor seems to be free. */
    public static final long SHORT_STALL_NANOS = 1_200_000;

    /** How long a loop has had more than it can run before others take of it: till then it stays where it is warm. */
    public static final long STEAL_NANOS = 1_000_000;

    /** How often the assist finds nothing, others having had their turn in between, before it gives the poll back. */
    private static final int POLLS = 2;

    /**
     * Others have their turn when polling on has gone on for so many times as long as nothing had come before. So one
     * that has become ready on this carrier by other means, which nothing tells, waits in proportion.
     */
    private static final int STRETCH = 4;

    /** A wait takes as long again as what it waited for, since its thread has to be woken. */
    private static final int WAKING = 2;

    /** How many short waits in a row are asked for at first, and at the most, before it pays to poll on. */
    private static final int FEW = 2;

    private static final int MANY = 64;

    /** Finding nothing costs twice what finding something saves, and a few of them in a row make an end. */
    private static final int LOSS = 2;

    private static final int MOST_TRUST = 8;

    private final long busyPollNanos;
    private final int handOver;

    /** There is one carrier: nobody else could do anything while it is the assist's. */
    private final boolean alone;

    private final RecentSides recent = new RecentSides();

    /** The thread woken last was woken shortly before, too; true before there was one. */
    private boolean fewTakeTurns = true;

    /** Below 0, how many short waits are missing; from 0 on it pays to poll on. */
    private int trust = -FEW;

    private int asked = FEW;

    /** How many polls of the assist have found nothing, since one that did, and since when. */
    private int pollsInVain;

    private long inVainSince;

    /** Polls bring several events: then the time between them belongs to those who work for them. */
    private boolean crowded;

    private boolean pollsOn;

    /**
     * One that has seen nothing yet.
     *
     * @param busyPollNanos how long to poll on at the most; 0 for never
     * @param handOver how many events of one poll are load
     * @param alone true if there is one carrier
     */
    public PollPolicy(long busyPollNanos, int handOver, boolean alone) {
        this.busyPollNanos = busyPollNanos;
        this.handOver = handOver;
        this.alone = alone;
    }

    /**
     * True if the assist is to poll from now on.
     *
     * @param ready how many events the platform thread's poll has brought
     * @param behind true if one came before the thread woken by the one before it had run
     */
    public boolean handsOver(int ready, boolean behind) {
        return ready >= handOver || (ready > 0 && (behind || pays()));
    }

    /** How long to poll on at the most. */
    public long busyPollNanos() {
        return busyPollNanos;
    }

    /** True if it pays to poll on. */
    public boolean pays() {
        return trust >= 0 && busyPollNanos > 0;
    }

    /** A poll has woken the thread of this side. */
    public void woke(Object side) {
        fewTakeTurns = recent.add(side);
    }

    /** After a wait in the kernel. */
    public void waited(long nanos) {
        if (trust < 0) {
            trust = fewTakeTurns && nanos <= WAKING * busyPollNanos ? trust + 1 : -asked;
        }
    }

    /** Polling on has ended with something to do. */
    public void found() {
        if (!fewTakeTurns) {
            foundNothing();
            return;
        }
        trust = Math.min(trust + 1, MOST_TRUST);
        asked = FEW;
    }

    /** It was in vain; the more often in a row, the more short waits it takes to try again. */
    public void foundNothing() {
        trust -= LOSS;
        if (trust < 0) {
            trust = -asked;
            asked = Math.min(2 * asked, MANY);
        }
    }

    /** The assist begins after a poll with so many events. */
    public void assistBegins(int ready) {
        pollsInVain = 0;
        crowded = ready > 1;
    }

    /** For how long the assist is to poll now; 0 for once. */
    public long assistTurn() {
        pollsOn = pollsInVain > 0 && (alone || !crowded) && pays();
        if (!pollsOn) {
            return 0;
        }
        long lasted = System.nanoTime() - inVainSince;
        return Math.max(0, Math.min(STRETCH * lasted, busyPollNanos - lasted));
    }

    /** After a poll of the assist, or a turn of them: true if it is to give the poll back. */
    public boolean assistEnds(int ready) {
        if (ready > 0) {
            if (pollsOn) {
                found();
            }
            assistBegins(ready);
            return false;
        }
        if (pollsInVain++ == 0) {
            inVainSince = System.nanoTime();
            return false;
        }
        if (!pollsOn) {
            return pollsInVain >= POLLS;
        }
        if (System.nanoTime() - inVainSince < busyPollNanos) {
            return false;
        }
        foundNothing();
        return true;
    }

    @Override
    public String toString() {
        return "PollPolicy[" + busyPollNanos + " ns, trust " + trust + "]";
    }
}
