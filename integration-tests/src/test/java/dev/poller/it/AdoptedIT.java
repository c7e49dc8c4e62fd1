// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import dev.poller.blocking.Scheduler;
import dev.poller.blocking.ThreadKind;
import dev.poller.tck.stream.StreamContract;
import dev.poller.tck.stream.StreamSubject;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;

/** The whole suite of streams over descriptors that others have opened. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "passes descriptors over Unix sockets")
final class AdoptedIT {
    @Nested
    final class EpollVirtual extends StreamContract {
        @Override
        protected StreamSubject subject() {
            return new StreamSubject("epoll", ThreadKind.VIRTUAL).overAdopted();
        }
    }

    @Nested
    final class EpollPlatform extends StreamContract {
        @Override
        protected StreamSubject subject() {
            return new StreamSubject("epoll", ThreadKind.PLATFORM).overAdopted();
        }
    }

    @Nested
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "carrier loops need Java 21 or later")
    final class EpollLoop extends StreamContract {
        @Override
        protected StreamSubject subject() {
            return new StreamSubject("epoll", ThreadKind.VIRTUAL, Scheduler.CARRIER_LOOP).overAdopted();
        }
    }

    /** Refused, and skipped with the reason that says who does not. */
    @Nested
    final class NioPlatform extends StreamContract {
        @Override
        protected StreamSubject subject() {
            return new StreamSubject("nio", ThreadKind.PLATFORM).overAdopted();
        }
    }
}
