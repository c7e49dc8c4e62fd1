// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import dev.poller.blocking.Scheduler;
import dev.poller.blocking.ThreadKind;
import dev.poller.tck.stream.StreamSubject;
import dev.poller.tck.stream.TcpContract;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;

/** Streams over epoll, from virtual threads that run on the loops that poll. */
@EnabledOnOs(OS.LINUX)
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "carrier loops need Java 21 or later")
final class EpollLoopIT extends TcpContract {
    @Override
    protected StreamSubject subject() {
        return new StreamSubject("epoll", ThreadKind.VIRTUAL, Scheduler.CARRIER_LOOP);
    }
}
