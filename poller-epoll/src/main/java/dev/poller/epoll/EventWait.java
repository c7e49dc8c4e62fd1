// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import dev.poller.descriptor.SystemCalls;
import dev.poller.libc.Libc;

/** One wait of the kernel's. Confined to the polling thread. */
interface EventWait {
    /**
     * Waits for a batch.
     *
     * @param nanos how long; negative for ever, 0 not at all. A longer time than the call can express is cut
     * @return how many events there are, or minus errno
     */
    int await(EpollEvents events, long nanos);

    /** The C function, for messages. */
    String call();

    /** True if it keeps nanoseconds. */
    boolean isExact();

    /** The best that works: epoll_pwait2 may be in the C library and yet be missing in the kernel, or be forbidden. */
    static EventWait choose(Libc libc, int epfd, EpollEvents events, SystemCalls calls) {
        EventWait exact = new NanosecondWait(libc, epfd);
        int probed = exact.await(events, 0);
        calls.note(exact.call(), probed);
        return probed >= 0 ? exact : new MillisecondWait(libc, epfd);
    }
}
