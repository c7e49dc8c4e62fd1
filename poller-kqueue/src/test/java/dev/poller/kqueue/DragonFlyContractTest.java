// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.tck.fault.KqueueSystem;

class DragonFlyContractTest extends StandInContract {
    DragonFlyContractTest() {
        super(KqueueSystem.DRAGONFLY);
    }
}
