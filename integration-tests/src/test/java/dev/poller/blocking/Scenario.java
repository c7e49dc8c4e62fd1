// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import java.nio.file.Path;

/** The {@link Scenarios}, for parameters. */
@SuppressWarnings("ImmutableEnumChecker") // method references without state
enum Scenario {
    TCP(Scenarios::tcp),
    UNIX(Scenarios::unix),
    TRANSFER(Scenarios::transfer),
    UDP(Scenarios::udp),
    UNIX_DATAGRAMS(Scenarios::unixDatagrams),
    SEQPACKET(Scenarios::seqpacket),
    FILE(Scenarios::file),
    PIPE(Scenarios::pipe),
    PASSING(Scenarios::passing),
    FILES(Scenarios::files),
    PROCESS(Scenarios::process),
    CHILD(Scenarios::child),
    SERVER(Scenarios::server);

    private final Acts acts;

    Scenario(Acts acts) {
        this.acts = acts;
    }

    /** Runs it once; throws what failed. */
    void run(Netpoll netpoll, Path directory) throws Exception {
        acts.run(netpoll, directory);
    }

    @FunctionalInterface
    private interface Acts {
        void run(Netpoll netpoll, Path directory) throws Exception;
    }
}
