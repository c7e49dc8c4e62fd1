// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.serve;

import dev.poller.blocking.ByteStream;
import java.io.IOException;

/** What a server does with a connection. Called on the connection's own thread; the server closes the stream after it. */
@FunctionalInterface
public interface StreamHandler {
    /** Serves the connection to its end. */
    void serve(ByteStream stream) throws IOException;
}
