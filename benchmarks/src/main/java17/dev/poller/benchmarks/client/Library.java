// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.client;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;

/** A client library. Any thread may call. */
interface Library {
    /** Connects for the calling thread. */
    Connection connect(int number) throws IOException, SQLException;

    /**
     * The library for a target; its scheme says which.
     *
     * @param target {@code redis://HOST:PORT}, {@code jdbc:...}, {@code http://HOST:PORT/PATH}, or {@code
     *     tcp://HOST:PORT}, in which {@code ?MILLIS} is an SO_TIMEOUT
     * @param connections how many there will be
     */
    static Library of(String target, int connections) {
        URI address = URI.create(target);
        return switch (String.valueOf(address.getScheme())) {
            case "redis" -> number -> new JedisConnection(address, number);
            case "jdbc" -> number -> new JdbcConnection(target);
            case "http" -> new HttpLibrary(address, connections);
            case "tcp" -> number -> new SocketConnection(address);
            default -> throw new IllegalArgumentException("no library for " + target);
        };
    }
}
