// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.tck.fault.KqueueSystem;

class MacOsWithoutReceiptsContractTest extends StandInContract {
    MacOsWithoutReceiptsContractTest() {
        super(KqueueSystem.MACOS_WITHOUT_RECEIPTS);
    }
}
