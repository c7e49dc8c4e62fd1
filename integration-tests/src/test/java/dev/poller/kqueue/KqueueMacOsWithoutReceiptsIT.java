// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.blocking.ThreadKind;
import dev.poller.tck.KnownFailures;
import dev.poller.tck.fault.KqueueSystem;
import org.junit.jupiter.api.extension.RegisterExtension;

final class KqueueMacOsWithoutReceiptsIT extends StandInStreams {
    @RegisterExtension
    static final KnownFailures KNOWN = new KnownFailures("the stand-in without receipts")
            .unreliable(
                    "waits for ever behind an urgent mark, the cause is not found yet",
                    "bytesBehindAnUrgentMarkAreRead");

    KqueueMacOsWithoutReceiptsIT() {
        super(KqueueSystem.MACOS_WITHOUT_RECEIPTS, ThreadKind.VIRTUAL);
    }
}
