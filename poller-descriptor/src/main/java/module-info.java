// SPDX-License-Identifier: Apache-2.0
/** What the pollers over epoll and over kqueue have in common. */
// The providers come later in the build.
@SuppressWarnings("module")
module dev.poller.descriptor {
    requires transitive dev.poller.api;
    requires transitive dev.poller.libc;
    requires static org.jspecify;

    exports dev.poller.descriptor to
            dev.poller.epoll,
            dev.poller.kqueue;
}
