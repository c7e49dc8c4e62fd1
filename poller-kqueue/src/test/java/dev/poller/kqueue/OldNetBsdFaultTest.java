// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.tck.fault.KqueueSystem;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The same without receipts: each change is a call, and its errno the call's. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the stand-in needs epoll under it")
class OldNetBsdFaultTest extends FaultTest {
    @Override
    KqueueSystem system() {
        return KqueueSystem.OLD_NETBSD;
    }
}
