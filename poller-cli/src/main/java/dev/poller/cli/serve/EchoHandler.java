// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.serve;

import dev.poller.blocking.ByteStream;
import java.io.IOException;

/** Sends back what comes, until the peer has sent its last byte. Keeps nothing between connections. */
public final class EchoHandler implements StreamHandler {
    private static final int BUFFER = 16 * 1024;

    @Override
    public void serve(ByteStream stream) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
            stream.write(buffer, 0, n);
        }
    }
}
