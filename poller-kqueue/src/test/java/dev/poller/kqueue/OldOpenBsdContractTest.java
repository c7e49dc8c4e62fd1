// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.spi.Platform;
import dev.poller.tck.fault.KqueueStandIn;

class OldOpenBsdContractTest extends StandInContract {
    OldOpenBsdContractTest() {
        super(Platform.Os.OPENBSD, new KqueueStandIn.Features(false, true));
    }
}
