// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.spi.Platform;
import dev.poller.tck.fault.KqueueStandIn;

class MacOsWithoutReceiptsContractTest extends StandInContract {
    MacOsWithoutReceiptsContractTest() {
        super(Platform.Os.MACOS, new KqueueStandIn.Features(true, false));
    }
}
