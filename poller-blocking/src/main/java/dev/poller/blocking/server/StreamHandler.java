// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.server;

import dev.poller.blocking.ByteStream;

/**
 * What a {@link Server} does with a connection.
 *
 * @param <S> the kind of stream
 */
@FunctionalInterface
public interface StreamHandler<S extends ByteStream> {
    /**
     * Serves a connection to its end, on the connection's own thread. The server closes the stream after it.
     *
     * @throws Exception if that fails; the server reports it and continues
     */
    void serve(S stream) throws Exception;
}
