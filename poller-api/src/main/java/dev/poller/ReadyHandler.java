// SPDX-License-Identifier: Apache-2.0
package dev.poller;

/** Receives what a poll found. Called on the polling thread, within {@link Poller#poll}. */
@FunctionalInterface
public interface ReadyHandler {
    /**
     * Called once for each ready registration of a poll. It may open, arm and close registrations, break the poll and
     * close the poller. An exception ends the poll and is thrown from it; nothing is lost, the next poll hands over the
     * rest.
     *
     * @param registration one that was open when this call began
     * @param readiness what is ready
     */
    void ready(Registration registration, Readiness readiness);
}
