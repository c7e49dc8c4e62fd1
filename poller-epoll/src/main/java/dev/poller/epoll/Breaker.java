// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import dev.poller.libc.ErrnoException;
import dev.poller.libc.Libc;
import java.io.IOException;

/** A descriptor that becomes readable on demand, to end a wait. */
interface Breaker {
    /** What the poll watches, level-triggered. */
    int fd();

    /** Makes it readable. Any thread may call. */
    void signal() throws ErrnoException;

    /** Makes it silent. Called on the polling thread. */
    void drain() throws ErrnoException;

    /** An eventfd, or where there is none a pipe. */
    static Breaker open(Libc libc, OwnDescriptors own, SystemCalls calls) throws IOException {
        int eventFd = EventFdBreaker.eventFd(libc);
        calls.note("eventfd", eventFd);
        return calls.isMissing(eventFd)
                ? PipeBreaker.open(libc, own, calls)
                : new EventFdBreaker(libc, own.adopt("eventfd", eventFd));
    }
}
