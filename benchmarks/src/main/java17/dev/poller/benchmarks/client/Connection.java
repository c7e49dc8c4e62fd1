// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.client;

import java.io.IOException;
import java.sql.SQLException;

/** A connection of a client library. Confined to its thread. */
interface Connection extends AutoCloseable {
    /** Asks once and takes the whole answer; fails if it is not the one expected. */
    void ask() throws IOException, SQLException;

    @Override
    void close() throws IOException, SQLException;
}
