// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.blocking.ThreadKind;
import dev.poller.tck.fault.KqueueSystem;

final class KqueueFreeBsdIT extends StandInStreams {
    KqueueFreeBsdIT() {
        super(KqueueSystem.FREEBSD, ThreadKind.VIRTUAL);
    }
}
