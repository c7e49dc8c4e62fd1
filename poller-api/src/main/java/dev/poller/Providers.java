// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import dev.poller.spi.PollerProvider;
import java.util.List;

/**
 * What the class path and module path hold.
 *
 * @param usable providers that could be loaded
 * @param broken those that could not, each with its reason
 */
record Providers(List<PollerProvider> usable, List<Candidate> broken) {
    Providers {
        usable = List.copyOf(usable);
        broken = List.copyOf(broken);
    }
}
