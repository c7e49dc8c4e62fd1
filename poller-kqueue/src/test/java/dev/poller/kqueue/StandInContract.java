// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.Poller;
import dev.poller.spi.PollerOptions;
import dev.poller.tck.PollerContract;
import dev.poller.tck.descriptor.Kernel;
import dev.poller.tck.fault.KqueueSystem;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.OS;

/** The whole contract over the stand-in for one system's kqueue. */
abstract class StandInContract extends PollerContract {
    private final KqueueSystem system;

    StandInContract(KqueueSystem system) {
        this.system = system;
    }

    /** A condition by annotation would not be inherited. */
    @BeforeAll
    static void needsEpoll() {
        assumeTrue(OS.LINUX.isCurrentOs(), "the stand-in needs epoll under it");
    }

    @Override
    protected Poller newPoller() throws IOException {
        return KqueuePoller.open(system.over(Kernel.load()), PollerOptions.DEFAULTS);
    }

    /** The stand-in does. */
    @Override
    protected boolean pollsWithoutAllocation() {
        return false;
    }
}
