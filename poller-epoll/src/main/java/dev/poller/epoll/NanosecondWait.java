// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import dev.poller.libc.Libc;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** epoll_pwait2(2), Linux 5.11. Confined to the polling thread. */
final class NanosecondWait implements EventWait {
    private static final long NULL = 0;

    private final Libc libc;
    private final int epfd;
    /** {@code struct timespec { time_t tv_sec; long tv_nsec; }}, both 64 bits wide: the binding serves no other process. */
    private final ByteBuffer timespec = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder());

    private final long timespecAddress;

    NanosecondWait(Libc libc, int epfd) {
        this.libc = libc;
        this.epfd = epfd;
        this.timespecAddress = libc.address(timespec);
    }

    @Override
    public int await(EpollEvents events, long nanos) {
        long address = events.address();
        if (nanos >= 0) {
            long cut = Math.min(nanos, Timeout.LONGEST_WAIT);
            timespec.putLong(0, cut / Timeout.NANOS_PER_SECOND).putLong(8, cut % Timeout.NANOS_PER_SECOND);
        }
        try {
            return libc.epollPwait2(epfd, address, events.capacity(), nanos < 0 ? NULL : timespecAddress);
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
