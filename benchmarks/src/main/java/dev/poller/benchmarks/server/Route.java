// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.server;

import java.nio.file.Path;

/** How the load gets to what answers. */
public enum Route {
    /** Over TCP. */
    TCP,
    /** Over a Unix socket. */
    UNIX,
    /** Over UDP: each connection is a socket of its own, the server has one for all. */
    UDP,
    /** Over TCP, to a proxy that passes everything on to the echo in C, and its answers back. */
    PROXY,
    /** Over TCP, each message on a connection of its own. */
    CHURN,
    /** Over TCP, in HTTP, to a server that asks a Redis for each answer. */
    HTTP;

    /** Where the Unix socket of a number is; load.c, echo.c and main.go say the same. */
    public static Path socketFile(int number) {
        return Path.of("/tmp", "poller-benchmark-" + number + ".sock");
    }

    /** The number of this process's. */
    static int ownNumber() {
        return (int) (ProcessHandle.current().pid() % 65_535) + 1;
    }
}
