// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.spi.Platform;
import dev.poller.tck.fault.KqueueStandIn;

class OpenBsdContractTest extends StandInContract {
    OpenBsdContractTest() {
        super(Platform.Os.OPENBSD, KqueueStandIn.Features.ALL);
    }
}
