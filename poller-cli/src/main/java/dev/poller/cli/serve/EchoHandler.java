// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.serve;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.server.StreamHandler;
import java.io.IOException;

/**
 * Sends back what comes, until the peer has sent its last byte. Keeps nothing, not even a buffer, while nothing comes.
 */
public final class EchoHandler implements StreamHandler<ByteStream> {
    @Override
    public void serve(ByteStream stream) throws IOException {
        stream.transferTo(stream);
    }
}
