// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.inspect;

/**
 * What a runtime has done since it was opened, about: what is being done may be missing.
 *
 * @param polls how often it has asked the kernel for events
 * @param events how many registrations were found ready
 * @param stale how many events came for a descriptor that had been closed meanwhile, and were dropped
 * @param spurious how often a call went on because of an event and found that it had to wait again
 * @param breaks how often a wait for events was to be broken off, for a sooner deadline or a thread to be run
 * @param breaksSent how many of these reached the kernel; the others found one on its way
 * @param timers how many deadlines and timers have expired
 * @param handOvers how often a platform thread has handed the polling over to a virtual one
 * @param stalls as {@code Netpoll.stalls}
 * @param steals how often a thread has run on another loop than its own, which had too much to do
 * @param bytesRead by all streams and sockets, also those closed since
 * @param bytesWritten by all streams and sockets, also those closed since
 */
public record Counters(
        long polls,
        long events,
        long stale,
        long spurious,
        long breaks,
        long breaksSent,
        long timers,
        long handOvers,
        long stalls,
        long steals,
        long bytesRead,
        long bytesWritten) {
    /** Both together. */
    public Counters plus(Counters other) {
        return new Counters(
                polls + other.polls,
                events + other.events,
                stale + other.stale,
                spurious + other.spurious,
                breaks + other.breaks,
                breaksSent + other.breaksSent,
                timers + other.timers,
                handOvers + other.handOvers,
                stalls + other.stalls,
                steals + other.steals,
                bytesRead + other.bytesRead,
                bytesWritten + other.bytesWritten);
    }

    /** For example {@code 5 polls, 3 events (0 stale, 0 spurious), ...}. */
    @Override
    public String toString() {
        return polls + " polls, " + events + " events (" + stale + " stale, " + spurious + " spurious), " + breaks
                + " breaks (" + breaksSent + " sent), " + timers + " timers, " + handOvers + " hand-overs, " + stalls
                + " stalls, " + steals + " steals, " + bytesRead + " bytes read, " + bytesWritten + " bytes written";
    }
}
