// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import dev.poller.descriptor.Timeout;
import dev.poller.libc.Libc;
import java.lang.ref.Reference;

/** epoll_wait(2). Confined to the polling thread. */
final class MillisecondWait implements EventWait {
    private final Libc libc;
    private final int epfd;

    MillisecondWait(Libc libc, int epfd) {
        this.libc = libc;
        this.epfd = epfd;
    }

    @Override
    public int await(EpollEvents events, long nanos) {
        try {
            return libc.epollWait(epfd, events.address(), events.capacity(), Timeout.millis(nanos));
        } finally {
            Reference.reachabilityFence(events);
        }
    }

    @Override
    public String call() {
        return "epoll_wait";
    }

    @Override
    public boolean isExact() {
        return false;
    }
}
