// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import dev.poller.spi.Platform;
import java.util.List;
import java.util.Optional;

/**
 * The selection with all its reasons.
 *
 * @param platform the machine
 * @param forced the setting that forces a provider, for example {@code poller.provider=nio}
 * @param candidates every provider found, in the order of selection
 * @param selected the name of the provider that {@link Pollers#open()} takes; empty if it fails
 * @param failure what {@link Pollers#open()} says when it fails
 * @param warnings what {@link Pollers#open()} logs when it does not: a better provider that does not work, with the
 *     reason and what would help, and properties that look like Poller's with a slip of a finger in them
 */
public record PollerReport(
        Platform platform,
        Optional<String> forced,
        List<Candidate> candidates,
        Optional<String> selected,
        Optional<String> failure,
        List<String> warnings) {
    /** Copies the lists. */
    public PollerReport {
        candidates = List.copyOf(candidates);
        warnings = List.copyOf(warnings);
    }
}
