// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.tck.fault.KqueueSystem;

class OldOpenBsdContractTest extends StandInContract {
    OldOpenBsdContractTest() {
        super(KqueueSystem.OLD_OPENBSD);
    }
}
