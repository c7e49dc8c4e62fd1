// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import dev.poller.spi.PollerProvider;
import dev.poller.spi.Probe;
import java.util.ArrayList;
import java.util.List;

/**
 * The provider that is taken, and what the user has to be told of that.
 *
 * @param provider it
 * @param taken it, as the selection saw it
 * @param better those that should have been taken before it, and do not work
 */
record Choice(PollerProvider provider, Candidate taken, List<Candidate> better) {
    String name() {
        return taken.name();
    }

    /** A line for each provider that should have been taken, and one if the taken one could do better. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (Candidate candidate : better) {
            warnings.add("the provider " + candidate.name() + " does not work here, and " + name()
                    + " is taken in its place: " + candidate.probe().reason().orElse("") + "; poller.provider="
                    + name() + " takes it without a warning");
        }
        if (taken.probe().verdict() == Probe.Verdict.WORKS_WITH_LESS) {
            warnings.add("the provider " + name() + " " + taken.probe().reason().orElse(""));
        }
        return warnings;
    }
}
