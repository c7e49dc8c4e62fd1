// SPDX-License-Identifier: Apache-2.0
/** The poller, the interface its providers implement, and the selection of one. */
module dev.poller.api {
    requires static org.jspecify;

    exports dev.poller;
    exports dev.poller.spi;

    uses dev.poller.spi.PollerProvider;
}
