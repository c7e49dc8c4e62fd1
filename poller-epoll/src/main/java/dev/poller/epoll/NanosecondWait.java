// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import dev.poller.descriptor.Timeout;
import dev.poller.descriptor.Timespec;
import dev.poller.libc.Libc;
import java.lang.ref.Reference;

/** epoll_pwait2(2), Linux 5.11. Confined to the polling thread. */
final class NanosecondWait implements EventWait {
    private final Libc libc;
    private final int epfd;
    private final Timespec timespec;

    NanosecondWait(Libc libc, int epfd) {
        this.libc = libc;
        this.epfd = epfd;
        this.timespec = new Timespec(libc, Timeout.LONGEST_WAIT);
    }

    @Override
    public int await(EpollEvents events, long nanos) {
        long address = events.address();
        try {
            return libc.epollPwait2(epfd, address, events.capacity(), timespec.put(nanos));
        } finally {
            Reference.reachabilityFence(events);
            Reference.reachabilityFence(timespec);
        }
    }

    @Override
    public String call() {
        return "epoll_pwait2";
    }

    @Override
    public boolean isExact() {
        return true;
    }
}
