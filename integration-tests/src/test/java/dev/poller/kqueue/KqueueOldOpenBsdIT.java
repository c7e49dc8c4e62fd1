// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.blocking.ThreadKind;
import dev.poller.tck.fault.KqueueSystem;

final class KqueueOldOpenBsdIT extends StandInStreams {
    KqueueOldOpenBsdIT() {
        super(KqueueSystem.OLD_OPENBSD, ThreadKind.VIRTUAL);
    }
}
