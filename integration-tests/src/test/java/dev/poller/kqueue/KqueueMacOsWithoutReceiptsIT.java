// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.blocking.ThreadKind;
import dev.poller.tck.fault.KqueueSystem;

final class KqueueMacOsWithoutReceiptsIT extends StandInStreams {
    KqueueMacOsWithoutReceiptsIT() {
        super(KqueueSystem.MACOS_WITHOUT_RECEIPTS, ThreadKind.VIRTUAL);
    }
}
