// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import dev.poller.descriptor.Breaker;
import dev.poller.descriptor.Groundwork;
import dev.poller.descriptor.PipeBreaker;
import dev.poller.descriptor.SignalChannel;
import dev.poller.libc.Constant;
import dev.poller.libc.ErrnoException;
import dev.poller.libc.Libc;
import java.io.IOException;

/** eventfd(2): one descriptor, a counter of 8 bytes. */
final class EventFdBreaker implements Breaker {
    private final SignalChannel channel;
    private final int fd;

    EventFdBreaker(Libc libc, int fd) {
        this.channel = new SignalChannel(libc, Long.BYTES);
        this.fd = fd;
    }

    /** Makes one that the kernel watches, or where there is none a pipe. */
    static Breaker open(Groundwork ground, Epoll epoll) throws IOException {
        Libc libc = ground.libc();
        int fd = eventFd(libc);
        ground.calls().note("eventfd", fd);
        if (ground.calls().isAbsent(fd)) {
            PipeBreaker pipe = PipeBreaker.open(ground);
            epoll.addBreak(pipe.fd());
            return pipe;
        }
        EventFdBreaker breaker = new EventFdBreaker(libc, ground.own().adopt("eventfd", fd));
        epoll.addBreak(fd);
        return breaker;
    }

    private static int eventFd(Libc libc) {
        return libc.eventfd(
                0, libc.abi().value(Constant.EFD_CLOEXEC) | libc.abi().value(Constant.EFD_NONBLOCK));
    }

    @Override
    public void signal() throws ErrnoException {
        channel.write(fd);
    }

    @Override
    public void drain() throws ErrnoException {
        channel.read(fd);
    }

    @Override
    public boolean endsByFetch() {
        return false;
    }
}
