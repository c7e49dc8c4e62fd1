// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.blocking.ThreadKind;
import dev.poller.tck.fault.KqueueSystem;

final class KqueueMacOsIT extends StandInStreams {
    KqueueMacOsIT() {
        super(KqueueSystem.MACOS, ThreadKind.VIRTUAL);
    }
}
