// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import dev.poller.Poller;
import dev.poller.spi.PollerOptions;
import dev.poller.tck.PollerContract;
import java.io.IOException;

class EpollContractTest extends PollerContract {
    @Override
    protected Poller newPoller() throws IOException {
        return new EpollProvider().init(PollerOptions.DEFAULTS);
    }
}
