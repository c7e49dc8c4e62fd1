// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.blocking.ThreadKind;
import dev.poller.tck.stream.StreamContract;
import dev.poller.tck.stream.StreamSubject;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Streams over FreeBSD's kqueue, as its stand-in shows it, from virtual threads. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the stand-in needs epoll under it")
final class KqueueFreeBsdIT extends StreamContract {
    @Override
    protected StreamSubject subject() {
        return new StreamSubject(StandInProvider.FreeBsd.NAME, ThreadKind.VIRTUAL);
    }
}
