// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import dev.poller.Interest;
import dev.poller.Readiness;
import dev.poller.Trigger;
import dev.poller.libc.Abi;
import dev.poller.libc.Constant;
import java.util.Set;

/**
 * Translates between interest, epoll's event bits and readiness; the table is in the package's description. Immutable.
 */
final class EpollBits {
    private final int in;
    private final int pri;
    private final int out;
    private final int err;
    private final int hup;
    private final int rdhup;
    private final int oneshot;
    private final int edge;

    EpollBits(Abi abi) {
        in = abi.value(Constant.EPOLLIN);
        pri = abi.value(Constant.EPOLLPRI);
        out = abi.value(Constant.EPOLLOUT);
        err = abi.value(Constant.EPOLLERR);
        hup = abi.value(Constant.EPOLLHUP);
        rdhup = abi.value(Constant.EPOLLRDHUP);
        oneshot = abi.value(Constant.EPOLLONESHOT);
        edge = abi.value(Constant.EPOLLET);
    }

    /** What to ask the kernel for. */
    int events(Set<Interest> interest, Trigger trigger) {
        int wanted = (interest.contains(Interest.READ) ? in | rdhup : 0)
                | (interest.contains(Interest.WRITE) ? out : 0)
                | (interest.contains(Interest.PRIORITY) ? pri : 0);
        if (wanted == 0) {
            // HUP and ERR cannot be masked (epoll_ctl(2)): level-triggered they would wake every poll. So, once at
            // most.
            return edge | oneshot;
        }
        return switch (trigger) {
            case EDGE -> wanted | edge;
            case LEVEL -> wanted;
            case ONESHOT -> wanted | oneshot;
        };
    }

    /** What the kernel is asked for to hear of a break: readable, for as long as it is. */
    int breakEvents() {
        return in;
    }

    /**
     * The bits of {@link Readiness}.
     *
     * @param reported by the kernel
     * @param asked of the kernel
     */
    int readiness(int reported, int asked) {
        if ((asked & (in | out | pri)) == 0) {
            return 0;
        }
        return bit(asked & in, reported & (in | rdhup | hup | err), Readiness.READABLE)
                | bit(asked & out, reported & (out | hup | err), Readiness.WRITABLE)
                | bit(asked & pri, reported & pri, Readiness.PRIORITY)
                | bit(1, reported & (rdhup | hup), Readiness.READ_CLOSED)
                | bit(1, reported & hup, Readiness.WRITE_CLOSED)
                | bit(1, reported & err, Readiness.ERROR);
    }

    /** ERR without HUP: a socket has an error to tell; a pipe has lost its last reader (pipe_poll in fs/pipe.c). */
    boolean mayBePipeWithoutReader(int reported) {
        return (reported & (err | hup)) == err;
    }

    private static int bit(int asked, int reported, int bit) {
        return asked != 0 && reported != 0 ? bit : 0;
    }
}
