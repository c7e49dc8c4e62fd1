// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.blocking.ThreadKind;
import dev.poller.tck.fault.KqueueSystem;

final class KqueueOldNetBsdIT extends StandInStreams {
    KqueueOldNetBsdIT() {
        super(KqueueSystem.OLD_NETBSD, ThreadKind.PLATFORM);
    }
}
