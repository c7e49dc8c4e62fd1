// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.inspect;

/**
 * What a runtime has done since it was opened, about: what is being done may be missing.
 *
 * @param polls how often it has asked the kernel for events
 * @param events how many registrations were found ready
 * @param breaks how often a wait for events was broken off, for a sooner deadline or a thread to be run
 * @param timers how many deadlines and timers have expired
 * @param handOvers how often a platform thread has handed the polling over to a virtual one
 * @param stalls as {@code Netpoll.stalls}
 * @param bytesRead by all streams and sockets, also those closed since
 * @param bytesWritten by all streams and sockets, also those closed since
 */
public record Counters(
        long polls,
        long events,
        long breaks,
        long timers,
        long handOvers,
        long stalls,
        long bytesRead,
        long bytesWritten) {
    /** Both together. */
    public Counters plus(Counters other) {
        return new Counters(
                polls + other.polls,
                events + other.events,
                breaks + other.breaks,
                timers + other.timers,
                handOvers + other.handOvers,
                stalls + other.stalls,
                bytesRead + other.bytesRead,
                bytesWritten + other.bytesWritten);
    }

    /** For example {@code 5 polls, 3 events, ...}. */
    @Override
    public String toString() {
        return polls + " polls, " + events + " events, " + breaks + " breaks, " + timers + " timers, " + handOvers
                + " hand-overs, " + stalls + " stalls, " + bytesRead + " bytes read, " + bytesWritten
                + " bytes written";
    }
}
