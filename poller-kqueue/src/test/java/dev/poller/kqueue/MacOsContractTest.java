// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.spi.Platform;
import dev.poller.tck.fault.KqueueStandIn;

class MacOsContractTest extends StandInContract {
    MacOsContractTest() {
        super(Platform.Os.MACOS, KqueueStandIn.Features.ALL);
    }
}
