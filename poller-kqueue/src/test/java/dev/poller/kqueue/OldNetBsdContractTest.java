// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.tck.fault.KqueueSystem;

class OldNetBsdContractTest extends StandInContract {
    OldNetBsdContractTest() {
        super(KqueueSystem.OLD_NETBSD);
    }
}
