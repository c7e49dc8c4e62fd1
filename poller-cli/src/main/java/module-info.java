// SPDX-License-Identifier: Apache-2.0
/** The command line: doctor, demo, echo, proxy, watch, try, top, selftest. */
module dev.poller.cli {
    requires dev.poller.api;
    requires dev.poller.blocking;
    requires info.picocli;
    requires com.fasterxml.jackson.jr.ob;
    requires HdrHistogram;
    requires dev.poller.tck;
    requires org.junit.jupiter.api;
    requires org.junit.platform.engine;
    requires org.junit.platform.launcher;
    requires java.management;
    requires static jdk.attach;
    requires static org.jspecify;

    // picocli fills in the fields that carry its annotations.
    opens dev.poller.cli to
            info.picocli;
    opens dev.poller.cli.doctor to
            info.picocli;
    opens dev.poller.cli.attempt to
            info.picocli;
    opens dev.poller.cli.demo to
            info.picocli;
    opens dev.poller.cli.serve to
            info.picocli;
    opens dev.poller.cli.top to
            info.picocli;
    opens dev.poller.cli.watch to
            info.picocli;
    // JUnit constructs the suites.
    opens dev.poller.cli.selftest to
            info.picocli,
            org.junit.platform.commons;
}
