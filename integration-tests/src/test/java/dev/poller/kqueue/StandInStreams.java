// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.blocking.ThreadKind;
import dev.poller.tck.fault.KqueueSystem;
import dev.poller.tck.stream.StreamSubject;
import dev.poller.tck.stream.TcpContract;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.OS;

/** Streams over one system's kqueue, as its stand-in shows it. */
abstract class StandInStreams extends TcpContract {
    private final StreamSubject subject;

    StandInStreams(KqueueSystem system, ThreadKind threads) {
        subject = new StreamSubject(StandInProvider.name(system), threads);
    }

    /** A condition by annotation would not be inherited. */
    @BeforeAll
    static void needsEpoll() {
        assumeTrue(OS.LINUX.isCurrentOs(), "the stand-in needs epoll under it");
    }

    @Override
    protected StreamSubject subject() {
        return subject;
    }
}
