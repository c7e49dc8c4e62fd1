// SPDX-License-Identifier: Apache-2.0
/** The poller over java.nio's Selector, for every operating system. */
module dev.poller.nio {
    requires dev.poller.api;
    requires static org.jspecify;

    provides dev.poller.spi.PollerProvider with
            dev.poller.nio.NioProvider;
}
