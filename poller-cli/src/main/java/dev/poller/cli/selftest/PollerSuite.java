// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.selftest;

import dev.poller.Poller;
import dev.poller.Pollers;
import dev.poller.spi.PollerOptions;
import dev.poller.tck.PollerContract;
import java.io.IOException;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract of pollers, on the provider named by the launch. Run by JUnit. */
@ExtendWith(ProviderName.class)
final class PollerSuite extends PollerContract {
    private final String provider;

    PollerSuite(String provider) {
        this.provider = provider;
    }

    @Override
    protected Poller newPoller() throws IOException {
        return Pollers.open(provider, PollerOptions.DEFAULTS);
    }

    /** A provider without a binding of its own stands on java.nio's Selector, which does. */
    @Override
    protected boolean pollsWithoutAllocation() {
        return Pollers.report(provider).candidates().stream()
                .filter(candidate -> candidate.name().equals(provider))
                .noneMatch(candidate -> candidate.probe().binding().equals("none"));
    }
}
