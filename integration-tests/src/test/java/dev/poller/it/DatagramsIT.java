// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import dev.poller.blocking.Scheduler;
import dev.poller.blocking.ThreadKind;
import dev.poller.tck.datagram.DatagramContract;
import dev.poller.tck.datagram.DatagramSubject;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;

/**
 * Every kind of messages over each provider, from each kind of thread. Where nio refuses the kind that is the reason
 * why its tests are skipped; it has no carrier loops.
 */
final class DatagramsIT {
    @Nested
    @EnabledOnOs(OS.LINUX)
    final class UdpEpollVirtual extends DatagramContract {
        @Override
        protected DatagramSubject subject() {
            return new DatagramSubject("epoll", ThreadKind.VIRTUAL);
        }
    }

    @Nested
    @EnabledOnOs(OS.LINUX)
    final class UdpEpollPlatform extends DatagramContract {
        @Override
        protected DatagramSubject subject() {
            return new DatagramSubject("epoll", ThreadKind.PLATFORM);
        }
    }

    @Nested
    @EnabledOnOs(OS.LINUX)
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "carrier loops need Java 21 or later")
    final class UdpEpollLoop extends DatagramContract {
        @Override
        protected DatagramSubject subject() {
            return new DatagramSubject("epoll", ThreadKind.VIRTUAL, Scheduler.CARRIER_LOOP);
        }
    }

    @Nested
    final class UdpNioVirtual extends DatagramContract {
        @Override
        protected DatagramSubject subject() {
            return new DatagramSubject("nio", ThreadKind.VIRTUAL);
        }
    }

    @Nested
    final class UdpNioPlatform extends DatagramContract {
        @Override
        protected DatagramSubject subject() {
            return new DatagramSubject("nio", ThreadKind.PLATFORM);
        }
    }

    @Nested
    @EnabledOnOs(OS.LINUX)
    final class UnixEpollVirtual extends DatagramContract {
        @Override
        protected DatagramSubject subject() {
            return new DatagramSubject("epoll", ThreadKind.VIRTUAL).overUnix();
        }
    }

    @Nested
    @EnabledOnOs(OS.LINUX)
    final class UnixEpollPlatform extends DatagramContract {
        @Override
        protected DatagramSubject subject() {
            return new DatagramSubject("epoll", ThreadKind.PLATFORM).overUnix();
        }
    }

    @Nested
    @EnabledOnOs(OS.LINUX)
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "carrier loops need Java 21 or later")
    final class UnixEpollLoop extends DatagramContract {
        @Override
        protected DatagramSubject subject() {
            return new DatagramSubject("epoll", ThreadKind.VIRTUAL, Scheduler.CARRIER_LOOP).overUnix();
        }
    }

    @Nested
    final class UnixNioVirtual extends DatagramContract {
        @Override
        protected DatagramSubject subject() {
            return new DatagramSubject("nio", ThreadKind.VIRTUAL).overUnix();
        }
    }

    @Nested
    final class UnixNioPlatform extends DatagramContract {
        @Override
        protected DatagramSubject subject() {
            return new DatagramSubject("nio", ThreadKind.PLATFORM).overUnix();
        }
    }

    @Nested
    @EnabledOnOs(OS.LINUX)
    final class SeqpacketEpollVirtual extends DatagramContract {
        @Override
        protected DatagramSubject subject() {
            return new DatagramSubject("epoll", ThreadKind.VIRTUAL).overSeqpacket();
        }
    }

    @Nested
    @EnabledOnOs(OS.LINUX)
    final class SeqpacketEpollPlatform extends DatagramContract {
        @Override
        protected DatagramSubject subject() {
            return new DatagramSubject("epoll", ThreadKind.PLATFORM).overSeqpacket();
        }
    }

    @Nested
    @EnabledOnOs(OS.LINUX)
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "carrier loops need Java 21 or later")
    final class SeqpacketEpollLoop extends DatagramContract {
        @Override
        protected DatagramSubject subject() {
            return new DatagramSubject("epoll", ThreadKind.VIRTUAL, Scheduler.CARRIER_LOOP).overSeqpacket();
        }
    }

    @Nested
    final class SeqpacketNioVirtual extends DatagramContract {
        @Override
        protected DatagramSubject subject() {
            return new DatagramSubject("nio", ThreadKind.VIRTUAL).overSeqpacket();
        }
    }

    @Nested
    final class SeqpacketNioPlatform extends DatagramContract {
        @Override
        protected DatagramSubject subject() {
            return new DatagramSubject("nio", ThreadKind.PLATFORM).overSeqpacket();
        }
    }
}
