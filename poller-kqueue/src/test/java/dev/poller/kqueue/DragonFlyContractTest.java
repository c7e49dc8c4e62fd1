// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.spi.Platform;
import dev.poller.tck.fault.KqueueStandIn;

class DragonFlyContractTest extends StandInContract {
    DragonFlyContractTest() {
        super(Platform.Os.DRAGONFLY, KqueueStandIn.Features.ALL);
    }
}
