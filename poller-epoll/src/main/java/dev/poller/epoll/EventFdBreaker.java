// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import dev.poller.libc.Constant;
import dev.poller.libc.ErrnoException;
import dev.poller.libc.Libc;

/** eventfd(2): one descriptor, a counter of 8 bytes. */
final class EventFdBreaker implements Breaker {
    private final SignalChannel channel;
    private final int fd;

    EventFdBreaker(Libc libc, int fd) {
        this.channel = new SignalChannel(libc, Long.BYTES);
        this.fd = fd;
    }

    static int eventFd(Libc libc) {
        return libc.eventfd(
                0, libc.abi().value(Constant.EFD_CLOEXEC) | libc.abi().value(Constant.EFD_NONBLOCK));
    }

    @Override
    public int fd() {
        return fd;
    }

    @Override
    public void signal() throws ErrnoException {
        channel.write(fd);
    }

    @Override
    public void drain() throws ErrnoException {
        channel.read(fd);
    }
}
