// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.spi.Platform;
import dev.poller.tck.fault.KqueueStandIn;

class OldNetBsdContractTest extends StandInContract {
    OldNetBsdContractTest() {
        super(Platform.Os.NETBSD, new KqueueStandIn.Features(false, false));
    }
}
