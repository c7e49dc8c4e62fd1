// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import dev.poller.spi.PollerProvider;
import java.util.List;
import java.util.Set;

/**
 * What the class path and module path hold.
 *
 * @param usable providers that could be loaded
 * @param broken those that could not, each with its reason
 * @param unlisted those whose class is there and that no service file names
 */
record Providers(List<PollerProvider> usable, List<Candidate> broken, Set<KnownProvider> unlisted) {
    Providers {
        usable = List.copyOf(usable);
        broken = List.copyOf(broken);
        unlisted = Set.copyOf(unlisted);
    }
}
