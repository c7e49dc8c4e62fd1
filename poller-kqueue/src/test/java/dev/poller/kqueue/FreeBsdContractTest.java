// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.spi.Platform;
import dev.poller.tck.fault.KqueueStandIn;

class FreeBsdContractTest extends StandInContract {
    FreeBsdContractTest() {
        super(Platform.Os.FREEBSD, KqueueStandIn.Features.ALL);
    }
}
