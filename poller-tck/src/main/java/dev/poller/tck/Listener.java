// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import java.io.IOException;

/** A listening TCP socket. */
interface Listener extends Endpoint {
    /** Begins a connection to it, which fails if it is closed. */
    Endpoint connect() throws IOException;

    /** Begins a connection that fails. */
    default Endpoint connectAfterClosing() throws IOException {
        close();
        return connect();
    }

    /** The connection that waits longest. */
    Endpoint accept() throws IOException;

    @Override
    default int read(int most) {
        throw new UnsupportedOperationException("a listener");
    }

    @Override
    default int write(int most) {
        throw new UnsupportedOperationException("a listener");
    }

    @Override
    default void shutdownOutput() {
        throw new UnsupportedOperationException("a listener");
    }

    @Override
    default void finishConnect() {
        throw new UnsupportedOperationException("a listener");
    }

    @Override
    default void reset() {
        throw new UnsupportedOperationException("a listener");
    }
}
