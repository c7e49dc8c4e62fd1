// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import dev.poller.spi.Probe;

/**
 * One provider as the selection saw it.
 *
 * @param name what a user types to force it; a class name if the provider could not be loaded
 * @param priority the higher, the earlier it is taken
 * @param probe what it found out about itself on this machine
 */
public record Candidate(String name, int priority, Probe probe) {
    /** For example {@code nio (available)} or {@code kqueue (needs macOS or a BSD)}. */
    @Override
    public String toString() {
        return name + " (" + probe.unavailable().orElse("available") + ")";
    }
}
