// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import dev.poller.blocking.Scheduler;
import dev.poller.blocking.ThreadKind;
import dev.poller.tck.pipe.PipeContract;
import dev.poller.tck.pipe.PipeSubject;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;

/** Pipes over each provider, from each kind of thread; nio refuses them, and says who has them. */
final class PipesIT {
    @Nested
    @EnabledOnOs(OS.LINUX)
    final class EpollVirtual extends PipeContract {
        @Override
        protected PipeSubject subject() {
            return new PipeSubject("epoll", ThreadKind.VIRTUAL);
        }
    }

    @Nested
    @EnabledOnOs(OS.LINUX)
    final class EpollPlatform extends PipeContract {
        @Override
        protected PipeSubject subject() {
            return new PipeSubject("epoll", ThreadKind.PLATFORM);
        }
    }

    @Nested
    @EnabledOnOs(OS.LINUX)
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "carrier loops need Java 21 or later")
    final class EpollLoop extends PipeContract {
        @Override
        protected PipeSubject subject() {
            return new PipeSubject("epoll", ThreadKind.VIRTUAL, Scheduler.CARRIER_LOOP);
        }
    }

    @Nested
    final class NioVirtual extends PipeContract {
        @Override
        protected PipeSubject subject() {
            return new PipeSubject("nio", ThreadKind.VIRTUAL);
        }
    }

    @Nested
    final class NioPlatform extends PipeContract {
        @Override
        protected PipeSubject subject() {
            return new PipeSubject("nio", ThreadKind.PLATFORM);
        }
    }
}
