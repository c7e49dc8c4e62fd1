// SPDX-License-Identifier: Apache-2.0
/**
 * The blocking layer and every provider. There is no code here: who requires this module has them all, also in an
 * image that {@code jlink} makes, which leaves out providers that nobody requires.
 */
module dev.poller {
    requires transitive dev.poller.blocking;
    requires dev.poller.epoll;
    requires dev.poller.kqueue;
    requires dev.poller.nio;
}
