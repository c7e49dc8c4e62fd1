// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import dev.poller.blocking.ThreadKind;
import dev.poller.tck.stream.StreamSubject;
import dev.poller.tck.stream.TcpContract;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Streams over epoll, from virtual threads. */
@EnabledOnOs(OS.LINUX)
final class EpollVirtualIT extends TcpContract {
    @Override
    protected StreamSubject subject() {
        return new StreamSubject("epoll", ThreadKind.VIRTUAL);
    }
}
