// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.blocking.ThreadKind;
import dev.poller.tck.stream.StreamContract;
import dev.poller.tck.stream.StreamSubject;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Streams over the kqueue of an old NetBSD, as its stand-in shows it, from platform threads. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the stand-in needs epoll under it")
final class KqueueOldNetBsdIT extends StreamContract {
    @Override
    protected StreamSubject subject() {
        return new StreamSubject(StandInProvider.OldNetBsd.NAME, ThreadKind.PLATFORM);
    }
}
