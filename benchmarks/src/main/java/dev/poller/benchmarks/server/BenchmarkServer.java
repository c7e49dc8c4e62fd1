// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.server;

import java.io.IOException;

/** One way to serve many connections. One thread runs it. */
public interface BenchmarkServer {
    /**
     * Listens on a free port of 127.0.0.1 and serves on the calling thread, for as long as the process lives.
     *
     * @param exchange what to do with the bytes
     * @param ready told once, when connections are accepted
     * @throws IOException if this server cannot work here; the message says why
     */
    void run(Exchange exchange, Ready ready) throws IOException;

    /** Hears that a server can be connected to. */
    @FunctionalInterface
    interface Ready {
        /**
         * It listens.
         *
         * @param port on 127.0.0.1
         * @param detail what a reader of the results should know, for example {@code provider=epoll}
         */
        void listening(int port, String detail);
    }
}
