// SPDX-License-Identifier: Apache-2.0
/** The poller, the interface its providers implement, and the selection of one. */
// The agent and the command line come later in the build.
@SuppressWarnings("module")
module dev.poller.api {
    requires static org.jspecify;

    exports dev.poller;
    exports dev.poller.spi;
    exports dev.poller.internal to
            dev.poller.cli,
            dev.poller.javanet;

    uses dev.poller.spi.PollerProvider;
}
