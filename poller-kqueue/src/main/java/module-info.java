// SPDX-License-Identifier: Apache-2.0
/** The poller over kqueue, on macOS, FreeBSD, OpenBSD, NetBSD and DragonFly. */
module dev.poller.kqueue {
    requires dev.poller.api;
    requires dev.poller.descriptor;
    requires dev.poller.libc;
    requires static org.jspecify;

    provides dev.poller.spi.PollerProvider with
            dev.poller.kqueue.KqueueProvider;
}
