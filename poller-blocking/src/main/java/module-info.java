// SPDX-License-Identifier: Apache-2.0
/** Blocking I/O for virtual and platform threads on a poller. */
// The agent comes later in the build.
@SuppressWarnings("module")
module dev.poller.blocking {
    requires transitive dev.poller.api;
    requires dev.poller.libc;
    requires jdk.jfr;
    requires jdk.net;
    requires static java.management;
    requires static jdk.unsupported;
    requires static org.jspecify;

    exports dev.poller.blocking;
    exports dev.poller.blocking.datagram;
    exports dev.poller.blocking.inspect;
    exports dev.poller.blocking.management;
    exports dev.poller.blocking.process;
    exports dev.poller.blocking.server;
    exports dev.poller.blocking.watch;

    // The agent's: it has all virtual threads of a program on the loops.
    exports dev.poller.blocking.internal.runtime to
            dev.poller.javanet;
}
