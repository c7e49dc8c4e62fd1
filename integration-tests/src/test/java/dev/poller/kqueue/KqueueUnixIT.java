// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.blocking.ThreadKind;
import dev.poller.tck.fault.KqueueSystem;
import dev.poller.tck.stream.StreamSubject;
import dev.poller.tck.stream.UnixContract;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.OS;

/** Unix sockets over FreeBSD's kqueue, as its stand-in shows it. */
final class KqueueUnixIT extends UnixContract {
    @BeforeAll
    static void needsEpoll() {
        assumeTrue(OS.LINUX.isCurrentOs(), "the stand-in needs epoll under it");
    }

    @Override
    protected StreamSubject subject() {
        return new StreamSubject(StandInProvider.name(KqueueSystem.FREEBSD), ThreadKind.VIRTUAL).overUnix();
    }
}
