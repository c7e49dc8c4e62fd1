// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.blocking.ThreadKind;
import dev.poller.tck.datagram.DatagramContract;
import dev.poller.tck.datagram.DatagramSubject;
import dev.poller.tck.fault.KqueueSystem;
import dev.poller.tck.pipe.PipeContract;
import dev.poller.tck.pipe.PipeSubject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.OS;

/** Messages and pipes over FreeBSD's kqueue, as its stand-in shows it. */
final class KqueueMessagesIT {
    private static final String PROVIDER = StandInProvider.name(KqueueSystem.FREEBSD);

    @BeforeAll
    static void needsEpoll() {
        assumeTrue(OS.LINUX.isCurrentOs(), "the stand-in needs epoll under it");
    }

    @Nested
    final class Udp extends DatagramContract {
        @Override
        protected DatagramSubject subject() {
            return new DatagramSubject(PROVIDER, ThreadKind.VIRTUAL);
        }
    }

    @Nested
    final class Unix extends DatagramContract {
        @Override
        protected DatagramSubject subject() {
            return new DatagramSubject(PROVIDER, ThreadKind.VIRTUAL).overUnix();
        }
    }

    @Nested
    final class Pipes extends PipeContract {
        @Override
        protected PipeSubject subject() {
            return new PipeSubject(PROVIDER, ThreadKind.VIRTUAL);
        }
    }
}
