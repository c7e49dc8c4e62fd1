// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.blocking.ThreadKind;
import dev.poller.tck.fault.KqueueSystem;

final class KqueueDragonFlyIT extends StandInStreams {
    KqueueDragonFlyIT() {
        super(KqueueSystem.DRAGONFLY, ThreadKind.PLATFORM);
    }
}
