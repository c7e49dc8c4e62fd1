// SPDX-License-Identifier: Apache-2.0
package dev.poller.nio;

import dev.poller.Poller;
import dev.poller.spi.PollerOptions;
import dev.poller.tck.PollerContract;
import java.io.IOException;

class NioContractTest extends PollerContract {
    @Override
    protected Poller newPoller() throws IOException {
        return new NioProvider().init(PollerOptions.DEFAULTS);
    }

    /** java.nio's Selector does. */
    @Override
    protected boolean pollsWithoutAllocation() {
        return false;
    }
}
