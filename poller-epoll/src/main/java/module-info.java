// SPDX-License-Identifier: Apache-2.0
/** The poller over Linux epoll. */
module dev.poller.epoll {
    requires dev.poller.api;
    requires dev.poller.descriptor;
    requires dev.poller.libc;
    requires static org.jspecify;

    provides dev.poller.spi.PollerProvider with
            dev.poller.epoll.EpollProvider;
}
