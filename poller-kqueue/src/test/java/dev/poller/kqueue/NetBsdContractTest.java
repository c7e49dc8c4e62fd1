// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.tck.fault.KqueueSystem;

class NetBsdContractTest extends StandInContract {
    NetBsdContractTest() {
        super(KqueueSystem.NETBSD);
    }
}
