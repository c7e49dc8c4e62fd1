// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import dev.poller.blocking.Scheduler;
import dev.poller.blocking.ThreadKind;
import dev.poller.tck.stream.StreamSubject;
import dev.poller.tck.stream.UnixContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;

/** Unix sockets over each provider, from each kind of thread. */
final class UnixIT {
    @Nested
    @EnabledOnOs(OS.LINUX)
    final class EpollVirtual extends UnixContract {
        @Override
        protected StreamSubject subject() {
            return new StreamSubject("epoll", ThreadKind.VIRTUAL).overUnix();
        }
    }

    @Nested
    @EnabledOnOs(OS.LINUX)
    final class EpollPlatform extends UnixContract {
        @Override
        protected StreamSubject subject() {
            return new StreamSubject("epoll", ThreadKind.PLATFORM).overUnix();
        }
    }

    @Nested
    @EnabledOnOs(OS.LINUX)
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "carrier loops need Java 21 or later")
    final class EpollLoop extends UnixContract {
        @Override
        protected StreamSubject subject() {
            return new StreamSubject("epoll", ThreadKind.VIRTUAL, Scheduler.CARRIER_LOOP).overUnix();
        }
    }

    @Nested
    final class NioVirtual extends UnixContract {
        @Override
        protected StreamSubject subject() {
            return new StreamSubject("nio", ThreadKind.VIRTUAL).overUnix();
        }
    }

    @Nested
    final class NioPlatform extends UnixContract {
        @Override
        protected StreamSubject subject() {
            return new StreamSubject("nio", ThreadKind.PLATFORM).overUnix();
        }
    }
}
