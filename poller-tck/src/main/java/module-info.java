// SPDX-License-Identifier: Apache-2.0
/** The contract as tests: extend a suite, name what it shall test, run it with JUnit. */
module dev.poller.tck {
    requires transitive dev.poller.api;
    requires transitive dev.poller.blocking;
    requires transitive dev.poller.libc;
    requires transitive org.junit.jupiter.api;
    requires transitive org.junit.jupiter.params;
    requires java.management;
    requires jdk.management;
    requires static org.jspecify;

    exports dev.poller.tck;
    exports dev.poller.tck.datagram;
    exports dev.poller.tck.descriptor;
    exports dev.poller.tck.fault;
    exports dev.poller.tck.pipe;
    exports dev.poller.tck.stream;

    // JUnit calls what is not public: the suites' parts are for subclasses of the contracts alone.
    opens dev.poller.tck to
            org.junit.platform.commons;
    opens dev.poller.tck.datagram to
            org.junit.platform.commons;
    opens dev.poller.tck.descriptor to
            org.junit.platform.commons;
    opens dev.poller.tck.fixture to
            org.junit.platform.commons;
    opens dev.poller.tck.pipe to
            org.junit.platform.commons;
    opens dev.poller.tck.stream to
            org.junit.platform.commons;
}
