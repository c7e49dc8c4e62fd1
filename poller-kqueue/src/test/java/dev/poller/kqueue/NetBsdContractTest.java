// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.spi.Platform;
import dev.poller.tck.fault.KqueueStandIn;

class NetBsdContractTest extends StandInContract {
    NetBsdContractTest() {
        super(Platform.Os.NETBSD, KqueueStandIn.Features.ALL);
    }
}
