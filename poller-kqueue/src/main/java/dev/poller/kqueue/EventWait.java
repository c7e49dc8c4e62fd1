// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.descriptor.Timespec;
import dev.poller.libc.Constant;
import dev.poller.libc.Errno;
import dev.poller.libc.Libc;
import java.lang.ref.Reference;

/** kevent(2) without changes. Confined to the polling thread. */
final class EventWait {
    /**
     * "Darwin returns EINVAL if the sleep time is too long": Go netpoll_kqueue.go, whose limit this is, in nanoseconds.
     */
    private static final long LONGEST_WAIT = 1_000_000L * 1_000_000_000L;

    private static final long NO_CHANGES = 0;

    private final Libc libc;
    private final int kq;
    private final Timespec timespec;
    private final Errno errno;

    EventWait(Libc libc, int kq) {
        this.libc = libc;
        this.kq = kq;
        this.timespec = new Timespec(libc, LONGEST_WAIT);
        this.errno = libc.errno();
    }

    /**
     * Waits for a batch.
     *
     * @param nanos how long; negative for ever, 0 not at all
     * @return how many events there are, or minus errno
     */
    int await(KqueueEvents events, long nanos) {
        try {
            int result = libc.kevent(kq, NO_CHANGES, 0, events.address(), events.capacity(), timespec.put(nanos));
            // macOS has been seen to answer so, which kevent(2) does not know of: golang/go #59679, where it is
            // ignored.
            return errno.is(result, Constant.ETIMEDOUT) ? 0 : result;
        } finally {
            Reference.reachabilityFence(events);
            Reference.reachabilityFence(timespec);
        }
    }
}
